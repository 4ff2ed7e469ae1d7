"""The chain of the journal before its free text was sealed: how far it can still be proved."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from clearance.rules.records.remarks import SEALED, joined
from clearance.store.engine.connection import Row, Store
from clearance.store.journal import changes, remarks
from clearance.store.journal.origins import NOT_TAKEN
from clearance.store.journal.remarks import BEFORE

_MOST = 1000


@dataclass(frozen=True, slots=True)
class Proof:
    """`proved` of `rows` rows give the earlier chain; the text of the next one was erased."""

    rows: int
    proved: int
    is_broken: bool = False


def prove(store: Store) -> Proof | None:
    """Compute the earlier chain again; None when the journal never had another."""
    told = store.first(
        f"SELECT * FROM change WHERE fact = 'rechained' AND {NOT_TAKEN} ORDER BY seq LIMIT 1"  # noqa: S608
    )
    if told is None:
        return None
    previous, last = changes.GENESIS, told["based_on"]
    for row, texts in _rows(store, last):
        if not texts.keys() >= _names(row):
            return Proof(last, row["seq"] - 1)
        previous = changes.row_hash(_as_it_was(row, texts) | {"previous_hash": previous})
    return Proof(last, last, previous != told["about"])


def _rows(store: Store, last: int) -> Iterator[tuple[Row, dict[str, str]]]:
    after = 0
    while rows := store.query(
        "SELECT * FROM change WHERE seq > :after AND seq <= :last ORDER BY seq LIMIT :most",
        after=after,
        last=last,
        most=_MOST,
    ):
        texts = remarks.texts_of(store, (row["seq"] for row in rows))
        yield from ((row, texts.get(row["seq"], {})) for row in rows)
        after = rows[-1]["seq"]


def _names(row: Row) -> set[str]:
    """The texts that a row had."""
    why = {"why"} if row["why"] else set()
    return why | _seals(row["patch"]).keys() | {BEFORE + name for name in _seals(row["before"])}


def _seals(text: str) -> Row:
    found: Row = json.loads(text).get(SEALED, {}) if SEALED in text else {}
    return found


def _as_it_was(row: Row, texts: dict[str, str]) -> Row:
    """The row before its text was sealed."""
    before = {k.removeprefix(BEFORE): v for k, v in texts.items() if k.startswith(BEFORE)}
    kept = {"why": texts.get("why", "")}
    for name, known in (("patch", texts), ("before", before)):
        if _seals(row[name]):
            kept[name] = changes.as_json(joined(json.loads(row[name]), known))
    return row | kept
