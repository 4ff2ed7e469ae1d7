"""Fold the journal into an empty store and compare: the journal must give the live state."""

from collections.abc import Callable, Iterator
from itertools import islice, zip_longest
from typing import Any

from clearance.record.apply import apply, drawings, entry_of, shape_row
from clearance.rules.records.subjects import SUBJECTS
from clearance.store import Store, open_store
from clearance.store.cases import case_states, deadlines, retired, state
from clearance.store.journal import changes, meta, origins, remarks
from clearance.store.upgrade.repairs import STALE_CLOCKS, STALE_STATES

#: What is folded, and the column that names a row of it.
_FOLDED = {
    **dict.fromkeys(SUBJECTS, "uid"),
    "step_taken": "subject_uid, step",
    "deadline": "subject_uid, step",
    "case_state": "subject_uid, from_day, subject",
    "promise": "seq",
    "turn": "seq",
    "explanation": "seq",
    "ask": "seq",
    "note_word": "seq",
    "request_turn": "seq",
    "offering_parcel": "offering_uid, parcel_uid",
    "retired": "subject_uid",
    "shape": "subject_uid",
    "operation_row": "operation_uid, subject_uid",
}
_SHOWN = 20
_REGIME_CHANGED = (
    "SELECT 1 FROM change WHERE subject = 'regime' AND standing = 'accepted'"
    " AND seq > (SELECT MIN(seq) FROM step_taken) LIMIT 1"
)


def fold(store: Store, tick: Callable[[int], None] = lambda _: None) -> Store:
    """A store in memory holding what the accepted journal rows give; `tick` hears progress."""
    copy = open_store(":memory:")
    fold_onto(copy, store, tick)
    return copy


def fold_onto(
    copy: Store,
    store: Store,
    tick: Callable[[int], None] = lambda _: None,
    since: str = "",
    until: str = "9999",
) -> None:
    """Apply to a folded state the accepted rows recorded in [since, until), instants."""
    with copy.atomic():
        for rows in changes.pages_accepted(store, since, until):
            _apply_all(copy, [entry_of(row) for row in rows])
            tick(len(rows))


def _apply_all(copy: Store, batch: list[dict[str, Any]]) -> None:
    ready = drawings(entry["patch"] for entry in batch)
    for entry in batch:
        shape = shape_row(entry["subject"], entry["subject_uid"], entry["patch"], ready)
        apply(copy, entry, shape)


def recount(store: Store, tick: Callable[[int], None] = lambda _: None) -> int:
    """Make the clocks and states of all cases anew from the journal, as a newer version does."""
    copy = fold(store, tick)
    with store.atomic():
        case_states.take_over(store, copy)
        retired.take_over(store, copy)
        return deadlines.take_over(store, copy)


def settle(store: Store) -> None:
    """Write what an earlier version left out, and remember that it is done.

    The journal is folded where clocks are missing too, or a regime changed after a step was
    taken: each state follows the law of the moment it was written.
    """
    with store.atomic():
        if meta.read(store, STALE_CLOCKS) or store.value(_REGIME_CHANGED):
            recount(store)
        else:
            case_states.fill(store)
        for name in (STALE_CLOCKS, STALE_STATES):
            meta.write(store, name, "")


def differences(store: Store, tick: Callable[[int], None] = lambda _: None) -> list[str]:
    """Where journal and state disagree, in words; empty when all is well."""
    broken = [f"journal row {seq}: hash or link broken" for seq in changes.broken_links(store)]
    broken += islice(origins.broken_origins(store), _SHOWN)
    broken += islice(remarks.altered(store), _SHOWN)
    copy = fold(store, tick)
    found = (line for table, key in _FOLDED.items() for line in _compare(store, copy, table, key))
    return broken + list(islice(found, _SHOWN))


def _compare(live: Store, folded: Store, table: str, key: str) -> Iterator[str]:
    rows = (state.stream_table(store, table, key) for store in (live, folded))
    for ours, theirs in zip_longest(*rows):
        ours, theirs = _plain(ours), _plain(theirs)
        if ours != theirs:
            yield f"{table} {_difference(ours, theirs)}"


def _plain(row: dict[str, Any] | None) -> dict[str, Any]:
    """Shape numbers are the database's own; everything else must agree."""
    return {k: v for k, v in (row or {}).items() if k != "id"}


def _difference(ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    known = {**theirs, **{k: v for k, v in ours.items() if v is not None}}
    name = next((known[k] for k in ("code", "name", "uid", "subject_uid") if known.get(k)), "?")
    pairs = [
        f"{column}: state={ours.get(column)!r} journal={theirs.get(column)!r}"
        for column in {**ours, **theirs}
        if ours.get(column) != theirs.get(column)
    ]
    return f"{name}: {'; '.join(pairs[:3])}"
