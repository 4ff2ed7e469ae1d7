"""Fold the journal into an empty store and compare: the journal must give the live state."""

import json
from collections.abc import Callable, Iterator
from itertools import islice, zip_longest
from typing import Any

from clearance.record.effects import apply, shape_row
from clearance.rules.days import from_stamp, local_day
from clearance.rules.subjects import SUBJECTS
from clearance.store import Store, changes, open_store, state

#: What is folded, and the column that names a row of it.
_FOLDED = {
    **dict.fromkeys(SUBJECTS, "uid"),
    "step_taken": "subject_uid, step",
    "promise": "seq",
    "shape": "subject_uid",
}
_SHOWN = 20


def fold(store: Store, tick: Callable[[int], None] = lambda _: None) -> Store:
    """A store in memory holding what the accepted journal rows give; `tick` hears progress."""
    copy = open_store(":memory:")
    with copy.atomic():
        for row in changes.stream_accepted(store):
            entry = _entry(row)
            apply(copy, entry, shape_row(row["subject"], row["subject_uid"], entry["patch"]))
            tick(1)
    return copy


def differences(store: Store, tick: Callable[[int], None] = lambda _: None) -> list[str]:
    """Where journal and state disagree, in words; empty when all is well."""
    broken = [f"journal row {seq}: hash or link broken" for seq in changes.broken_links(store)]
    copy = fold(store, tick)
    found = (line for table, key in _FOLDED.items() for line in _compare(store, copy, table, key))
    return broken + list(islice(found, _SHOWN))


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    day = row["happened_on"] or local_day(from_stamp(row["recorded_at"]))
    return {**row, "patch": json.loads(row["patch"]), "happened_on": day}


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
