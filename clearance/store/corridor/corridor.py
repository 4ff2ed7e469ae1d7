"""The corridor's records: what lies along the road, and what still holds some metres of it."""

from collections import Counter
from pathlib import Path

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import on_day
from clearance.store.engine.pieces import meets
from clearance.store.engine.scope import bounds, within

#: Whole metres [from, to).
Place = tuple[int, int]
_HOLDING = (Path(__file__).with_name("queries") / "holding.sql").read_text(encoding="utf-8")
#: Whatever can stand in a machine's way; declared public land covers ground but blocks nothing.
_THINGS = " UNION ALL ".join(
    f"SELECT '{table}' AS subject, uid, code, chainage_from_m AS from_m, chainage_to_m AS to_m,"  # noqa: S608 – constant names
    f" side, parts, cleared_on, COALESCE(scope, 'main') AS scope, {public} AS is_public"
    f" FROM {table}"
    " WHERE alignment_uid = :alignment AND chainage_from_m IS NOT NULL"
    " AND chainage_to_m IS NOT NULL"
    for table, public in (
        ("parcel", "COALESCE(is_public, 0)"),
        ("structure", "0"),
        ("utility", "0"),
        ("grave", "0"),
    )
)


def list_alignments(store: Store) -> list[Row]:
    """Every alignment with its project, main lines first; `mark` names one in addresses."""
    rows = store.query(
        "SELECT a.*, p.name AS project_name FROM alignment a"
        " LEFT JOIN project p ON p.uid = a.project_uid"
        " ORDER BY CASE COALESCE(a.kind, 'main') WHEN 'main' THEN 0 ELSE 1 END, a.code,"
        " p.name NULLS FIRST"
    )
    known = Counter(row["code"] for row in rows)
    return [row | {"mark": row["code"] if known[row["code"]] == 1 else row["uid"]} for row in rows]


def usable_m(store: Store, project_uid: str) -> int:
    """The length from which a clear stretch of a project counts as usable, in metres."""
    return store.value("SELECT usable_m FROM project WHERE uid = :uid", uid=project_uid) or 500


def list_things(store: Store, alignment_uid: str) -> list[Row]:
    """Parcels, structures, utilities and graves along one alignment, in whole metres."""
    return store.query(_THINGS, alignment=alignment_uid)


def list_packages(store: Store, alignment_uid: str) -> list[Row]:
    """Bid packages along one alignment."""
    return store.query(
        "SELECT uid, code, name, contractor, chainage_from_m AS from_m, chainage_to_m AS to_m,"
        " usable_m FROM package"
        " WHERE alignment_uid = :alignment AND chainage_from_m < chainage_to_m"
        " ORDER BY chainage_from_m",
        alignment=alignment_uid,
    )


def find_packages(store: Store, code: str) -> list[Row]:
    """Packages of that code or uid, with the alignment they lie on."""
    return store.query(
        "SELECT k.*, k.chainage_from_m AS from_m, k.chainage_to_m AS to_m FROM package k"
        " WHERE (k.code = :code OR k.uid = :code) AND k.chainage_from_m < k.chainage_to_m",
        code=code,
    )


def list_certified(store: Store, package_uid: str) -> list[Row]:
    """Certificates kept of a package: the day they tell of, when, their copies; newest first."""
    return store.query(
        "SELECT happened_on, recorded_at, evidence FROM change WHERE subject = 'package'"
        " AND subject_uid = :uid AND fact = 'certified' AND standing = 'accepted'"
        " ORDER BY seq DESC",
        uid=package_uid,
    )


def _holding(store: Store, area: str) -> str:
    return _HOLDING.replace("{meets}", meets(store, "t")).replace("{within}", area)


def list_items(store: Store, as_of: str, alignment_uid: str, place: Place) -> list[Row]:
    """What holds some metre of a place on a day, codes only, with the case that moves it."""
    return store.query(
        "SELECT subject, code, from_m, to_m, side, step_subject, step_uid FROM"  # noqa: S608
        f" ({_holding(store, '1 = 1')}) q",
        as_of=as_of,
        alignment=alignment_uid,
        from_m=place[0],
        to_m=place[1],
        most=100_000,
    )


def list_bands(store: Store, alignment_uid: str) -> list[Row]:
    """Handover segments along one alignment: code and place only."""
    return store.query(
        "SELECT code, chainage_from_m AS from_m, chainage_to_m AS to_m FROM segment"
        " WHERE alignment_uid = :alignment AND chainage_from_m < chainage_to_m"
        " ORDER BY chainage_from_m",
        alignment=alignment_uid,
    )


def count_cases(store: Store, who: Who, today: str, as_of: str) -> Row:
    """Households and graves in the person's area on a day: done, stuck and total."""
    places = {name: within(f"{name}.unit_uid") for name in ("household", "grave")}
    done = "SUM(CASE WHEN cleared_on <= :as_of THEN 1 ELSE 0 END)"
    row = store.first(
        f"SELECT (SELECT COUNT(*) FROM household WHERE {places['household']}) AS households,"  # noqa: S608
        f" (SELECT {done} FROM household WHERE {places['household']}) AS handed_over,"
        f" (SELECT COUNT(*) FROM grave WHERE {places['grave']}) AS graves,"
        f" (SELECT {done} FROM grave WHERE {places['grave']}) AS accepted,"
        f" (SELECT COUNT(DISTINCT subject_uid) FROM open_obstacle b WHERE subject = 'household'"
        f" AND {on_day('b')} AND {within('b.unit_uid')}) AS stuck",
        as_of=as_of,
        **bounds(who, today),
    )
    return {name: value or 0 for name, value in (row or {}).items()}


def list_holding(
    store: Store, who: Who, today: str, as_of: str, alignment_uid: str, place: Place, most: int
) -> list[Row]:
    """What in the person's area holds some metre of a place on a day, with whom to speak.

    Personal values are joined here: never ask this for a role that may not see names.
    """
    return store.query(
        _holding(store, within("t.unit_uid")),
        as_of=as_of,
        alignment=alignment_uid,
        from_m=place[0],
        to_m=place[1],
        most=most,
        **bounds(who, today),
    )


def own_alignment(store: Store, who: Who, today: str) -> str | None:
    """The alignment along which most parcels of the person's area lie, None without any."""
    return store.value(  # type: ignore[no-any-return]
        "SELECT alignment_uid, COUNT(*) AS parcels FROM parcel"  # noqa: S608 – constant condition
        f" WHERE alignment_uid IS NOT NULL AND {within('unit_uid')}"
        " GROUP BY alignment_uid ORDER BY parcels DESC, alignment_uid LIMIT 1",
        **bounds(who, today),
    )
