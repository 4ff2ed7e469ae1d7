"""The journal rows that say what lies on the road, where, and when it was out of the way."""

from collections.abc import Collection, Iterator

from clearance.rules.basics.actors import Who
from clearance.rules.records.invalidation import CASES, FREEING, LISTING, UNDOING
from clearance.rules.records.subjects import BLOCKERS
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within

_PLACES = (*BLOCKERS, "corridor", "alignment", "survey", "project")


def _quoted(names: Collection[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


_FACTS = _quoted({"withdrawn", "inherited", "reverted", *FREEING, *UNDOING})
_ROWS = (
    "SELECT seq, project_uid, subject, subject_uid, fact, patch, happened_on, recorded_at, about"  # noqa: S608
    " FROM change"
    " WHERE standing = 'accepted' AND seq > :after AND seq <= :upto AND ("
    f"(subject IN ({_quoted(_PLACES)}) AND fact IN ({_quoted(LISTING)})) OR"
    " (subject = 'survey' AND fact = 'withdrawn') OR"
    f" (subject IN ({_quoted(CASES)}) AND fact IN ({_FACTS})))"
    " ORDER BY seq"
)


def stream_rows(store: Store, after: int, upto: int) -> Iterator[Row]:
    """Accepted rows about the ground with after < number <= upto, in order."""
    return store.stream(_ROWS, after=after, upto=upto)


def find_patch(store: Store, seq: int) -> str:
    """The patch of one journal row, JSON."""
    return str(store.value("SELECT patch FROM change WHERE seq = :seq", seq=seq))


def own_things(store: Store, who: Who, today: str, alignment_uid: str) -> set[str]:
    """Identifiers of what lies along an alignment in the person's area."""
    found = " UNION ALL ".join(
        f"SELECT uid FROM {table} WHERE alignment_uid = :alignment AND {within('unit_uid')}"  # noqa: S608
        for table in BLOCKERS
    )
    rows = store.query(found, alignment=alignment_uid, **bounds(who, today))
    return {row["uid"] for row in rows}
