"""A journal of an earlier version: its free text moves out, its chain is made anew over the seals.

The newest row then tells the number and hash of the last row before (`rechained`), so that both
chains can be proved: `former.py` computes the earlier one again from the texts put back.
"""

import json
from collections.abc import Mapping
from typing import Any

from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change
from clearance.rules.records.remarks import REMARKS, SEALED, parted
from clearance.store.engine.connection import Row, Store
from clearance.store.journal import changes, meta, remarks
from clearance.store.journal.checksums import columns_of
from clearance.store.journal.remarks import BEFORE

#: Columns of the state that repeat the reason of a row, and the column of its number.
REASONS = {
    "promise": {"why": "seq"},
    "turn": {"why": "seq"},
    "explanation": {"why": "seq"},
    "ask": {"why": "seq", "answer": "answered_seq"},
}
_ROWS = (
    f"SELECT {', '.join(f'c.{name}' for name in changes.COLUMNS)}, o.seq AS origin"  # noqa: S608 – constant names
    " FROM change c LEFT JOIN origin o ON o.seq = c.seq ORDER BY c.seq"
)
_SWAP = (
    "DROP TABLE change",
    "ALTER TABLE change_sealed RENAME TO change",
    "CREATE INDEX change_subject ON change (subject_uid, seq)",
    "CREATE INDEX change_about ON change (about) WHERE about IS NOT NULL",
    "CREATE INDEX change_standing ON change (standing, seq) WHERE standing <> 'accepted'",
)


def seal_journal(store: Store) -> None:
    """Take over the journal of an earlier version; one without free text stays as it is."""
    former = changes.head(store)
    if _write_sealed(store) == former[1]:
        store.run("DROP TABLE change_sealed")
        return
    for statement in _SWAP:
        store.run(statement)
    if store.value("SELECT 1 FROM source LIMIT 1"):
        _forget_taken(store)
    _tell(store, former)


def _write_sealed(store: Store) -> str:
    """Fill the new journal and the table of texts; the hash of its last row."""
    previous = changes.GENESIS
    for batch in store.batches(_ROWS):
        rows, kept = [], []
        for values in batch:
            row, texts = _sealed(dict(zip(changes.COLUMNS, values, strict=False)))
            row["previous_hash"] = previous
            row["hash"] = previous = changes.row_hash(row)
            rows.append(tuple(row[name] for name in changes.COLUMNS))
            if values[-1] is None:  # a hub keeps no office's text
                kept += [
                    tuple((text | {"seq": row["seq"]})[c] for c in remarks.COLUMNS)
                    for text in texts
                ]
        store.load("change_sealed", changes.COLUMNS, [rows])
        store.load("remark", remarks.COLUMNS, [kept])
    return previous


def _sealed(row: Row) -> tuple[Row, list[dict[str, Any]]]:
    """A journal row with seals in place of its texts, and those texts with their salts."""
    patch, texts = parted(row["subject"], json.loads(row["patch"]))
    before, former = parted(row["subject"], json.loads(row["before"]))
    named = texts | {BEFORE + name: text for name, text in former.items()} | {"why": row["why"]}
    salted = remarks.salted(named)
    seals = remarks.seals_of(salted)
    row |= {"why": seals.get("why", "")}
    if texts:
        row["patch"] = _with(patch, {name: seals[name] for name in texts})
    if former:
        row["before"] = _with(before, {name: seals[BEFORE + name] for name in former})
    return row, salted


def _with(values: Mapping[str, Any], seals: Mapping[str, str]) -> str:
    return changes.as_json({**values, SEALED: seals})


def _tell(store: Store, former: tuple[int, str]) -> None:
    """Journal that the chain was made anew, and over which: number and hash of its last row."""
    project, (last, _) = meta.project_uid(store), changes.head(store)
    seq, head = former
    change = Change("project", project, "rechained", project_uid=project, based_on=seq, about=head)
    store.found.pop("head", None)
    at = store.value("SELECT recorded_at FROM change WHERE seq = :seq", seq=last)
    told = changes.append(
        store,
        change,
        patch="{}",
        before="{}",
        who=TERMINAL.uid,
        recorded_at=at,
        why="",
        standing="accepted",
        reason=None,
        clash="[]",
    )
    store.run("UPDATE project SET version = :seq WHERE uid = :uid", seq=told, uid=project)


def _forget_taken(store: Store) -> None:
    """At a hub: the texts of offices go, and each office tells its rows anew."""
    taken = "(SELECT uid FROM source)"
    known = store.query("SELECT DISTINCT subject FROM change")  # later subjects have no table yet
    for subject in (row["subject"] for row in known if row["subject"] in REMARKS):
        for name in sorted(REMARKS[subject] & set(columns_of(store, subject))):
            store.run(
                f"UPDATE {subject} SET {name} = ''"  # noqa: S608 – names from the tables
                f" WHERE project_uid IN {taken} AND {name} NOT IN ('', '[]')"
            )
    for table, columns in REASONS.items():
        for name, seq in columns.items():
            store.run(
                f"UPDATE {table} SET {name} = '' WHERE {seq} IN (SELECT seq FROM origin)"  # noqa: S608
                f" AND {name} <> ''"
            )
    store.run(
        "INSERT INTO former_origin (seq, source_uid, source_seq)"
        " SELECT seq, source_uid, source_seq FROM origin"
    )
    store.run("DELETE FROM origin")
    store.run("UPDATE source SET seq = 0, hash = :genesis", genesis=changes.GENESIS)
