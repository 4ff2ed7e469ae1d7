"""The clocks of a case: one row a step it has come to, at most one of them open."""

import json
from typing import Any

from clearance.rules.basics.days import day_ends
from clearance.rules.procedure.deadlines import Deadline
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.engine.connection import Row, Store

_COUNTED = ("opened_on", "due_on", "regime", "basis", "term", "length", "unit", "source",
            "is_verified", "warnings")  # fmt: skip
_COLUMNS = ("subject", "subject_uid", "step", *_COUNTED, "opened_seq", "first_due_on")
_INSERT = (
    f"INSERT INTO deadline ({', '.join(_COLUMNS)})"  # noqa: S608 – constant names
    f" VALUES ({', '.join(':' + name for name in _COLUMNS)})"
)
_RECOUNT = (
    f"UPDATE deadline SET {', '.join(f'{name} = :{name}' for name in _COUNTED)}"  # noqa: S608
    " WHERE subject_uid = :subject_uid AND step = :step"
)
_DERIVED = ("stage", "next_step", "due_on", "cleared_on")
_PUT = f"UPDATE {{}} SET {', '.join(f'{name} = :{name}' for name in _DERIVED)} WHERE uid = :uid"  # noqa: S608

#: The explanations of a clock.
_TOLD_OF = (
    "FROM explanation x WHERE x.subject_uid = d.subject_uid AND x.step = d.step"
    " AND x.seq > d.opened_seq"
)


def find_clock(store: Store, subject_uid: str, step: str) -> Row | None:
    """The clock of one step of a case, None when the case never came to it."""
    sql = "SELECT * FROM deadline WHERE subject_uid = :uid AND step = :step"
    return store.first(sql, uid=subject_uid, step=step)


def find_open(store: Store, subject_uid: str) -> Row | None:
    """The open clock of a case, that of its next step."""
    sql = "SELECT * FROM deadline WHERE subject_uid = :uid AND closed_seq IS NULL"
    return store.first(sql, uid=subject_uid)


def list_clocks(store: Store, subject_uid: str, as_of: str = "9999-12-31") -> list[Row]:
    """The clocks of a case that had opened by a day, in the order they opened."""
    return store.query(
        "SELECT * FROM deadline WHERE subject_uid = :uid AND opened_on <= :as_of"
        " ORDER BY opened_seq, opened_on",
        uid=subject_uid, as_of=as_of,
    )  # fmt: skip


def open_clock(store: Store, subject: str, subject_uid: str, seq: int, clock: Deadline) -> None:
    """Keep a clock that starts now; its first due day stays what it is today."""
    row = _counted(clock) | {"first_due_on": clock.due_on, "opened_seq": seq}
    store.run(_INSERT, subject=subject, subject_uid=subject_uid, step=clock.step, **row)


def recount(store: Store, subject_uid: str, clock: Deadline) -> None:
    """Count a clock anew from other facts; its first due day stays."""
    store.run(_RECOUNT, subject_uid=subject_uid, step=clock.step, **_counted(clock))


def close_clock(store: Store, subject_uid: str, closed_on: str, seq: int, closed_by: str) -> None:
    """End the open clock of a case: by the step taken, or by what was withdrawn or revised."""
    store.run(
        "UPDATE deadline SET closed_on = :day, closed_seq = :seq, closed_by = :by"
        " WHERE subject_uid = :uid AND closed_seq IS NULL",
        uid=subject_uid, day=closed_on, seq=seq, by=closed_by,
    )  # fmt: skip


def reopen_clock(store: Store, subject_uid: str, step: str) -> None:
    """Let a closed clock run on as if it had never been closed."""
    store.run(
        "UPDATE deadline SET closed_on = NULL, closed_seq = NULL, closed_by = NULL"
        " WHERE subject_uid = :uid AND step = :step",
        uid=subject_uid, step=step,
    )  # fmt: skip


def redate(store: Store, subject_uid: str, step: str, due_on: str) -> bool:
    """Promise another day for the open clock; the first due day stays. Whether there is one."""
    return bool(store.query(
        "UPDATE deadline SET due_on = :due WHERE subject_uid = :uid AND step = :step"
        " AND closed_seq IS NULL RETURNING step",
        uid=subject_uid, step=step, due=due_on,
    ))  # fmt: skip


def due_days(store: Store, subject: str, as_of: str) -> dict[tuple[str, str], str | None]:
    """(case, step) → due day of every clock opened by a day, as promised by that day."""
    rows = store.query(
        "SELECT d.subject_uid, d.step, COALESCE((SELECT e.new_due_on FROM explanation e"  # noqa: S608
        f" WHERE e.seq = (SELECT MAX(x.seq) {_TOLD_OF} AND x.recorded_at < :until)),"
        f" CASE WHEN EXISTS (SELECT 1 {_TOLD_OF}) THEN d.first_due_on ELSE d.due_on END) AS due_on"
        " FROM deadline d WHERE d.subject = :subject AND d.opened_on <= :as_of",
        subject=subject, as_of=as_of, until=day_ends(as_of),
    )  # fmt: skip
    return {(row["subject_uid"], row["step"]): row["due_on"] for row in rows}


def _counted(clock: Deadline) -> dict[str, Any]:
    told = {name: getattr(clock, name) for name in _COUNTED}
    return told | {"is_verified": int(clock.is_verified), "warnings": json.dumps(clock.warnings)}


def list_open(store: Store) -> list[Row]:
    """Every open clock of a household or a grave, by the code of its case."""
    parts = " UNION ALL ".join(
        f"SELECT d.*, c.code FROM deadline d JOIN {table} c ON c.uid = d.subject_uid"  # noqa: S608
        " WHERE d.closed_seq IS NULL"
        for table in ("household", "grave")
    )
    return store.query(f"SELECT * FROM ({parts}) o ORDER BY o.code")  # noqa: S608


def count_past(store: Store, regime: str, last: str) -> int:
    """Open clocks counted under a regime (code) that are due after its last day."""
    return int(store.value(
        "SELECT COUNT(*) FROM deadline WHERE closed_seq IS NULL"
        " AND regime = :regime AND due_on > :last",
        regime=regime, last=last,
    ))  # fmt: skip


def take_over(store: Store, folded: Store) -> int:
    """Put the clocks and derived columns of a folded journal in place of ours; rows written."""
    clocks = folded.query("SELECT * FROM deadline ORDER BY subject_uid, step")
    with store.atomic():
        store.run("DELETE FROM deadline")
        if clocks:
            values = [tuple(row.values()) for row in clocks]
            store.load("deadline", tuple(clocks[0]), [values])
        for subject in (row.name for row in SUBJECTS.values() if row.has_steps):
            rows = folded.query(f"SELECT uid, {', '.join(_DERIVED)} FROM {subject}")  # noqa: S608
            store.run_many(_PUT.format(subject), rows)
    return len(clocks)
