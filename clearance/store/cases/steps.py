"""The dated facts of a case: which steps were taken when, by whom."""

from collections.abc import Iterable
from typing import Any

from clearance.rules.records.subjects import SUBJECTS
from clearance.store.engine.connection import Row, Store

#: What a household's handover takes along.
COVERED = ("parcel", "structure")


def take(store: Store, row: dict[str, Any]) -> None:
    """Keep that a step was taken."""
    store.run(
        "INSERT INTO step_taken (subject, subject_uid, step, happened_on, recorded_at, who, seq)"
        " VALUES (:subject, :subject_uid, :step, :happened_on, :recorded_at, :who, :seq)"
        " ON CONFLICT (subject_uid, step) DO UPDATE SET happened_on = excluded.happened_on,"
        " recorded_at = excluded.recorded_at, who = excluded.who, seq = excluded.seq",
        **row,
    )


def drop(store: Store, subject_uid: str, step: str) -> None:
    """Forget one step of a subject (its journal rows stay)."""
    store.run(
        "DELETE FROM step_taken WHERE subject_uid = :uid AND step = :step",
        uid=subject_uid,
        step=step,
    )


def dates(store: Store, subject_uid: str, as_of: str = "9999-12-31") -> dict[str, str]:
    """Step code → the day it was taken, for those taken up to a day."""
    rows = store.query(
        "SELECT step, happened_on FROM step_taken"
        " WHERE subject_uid = :uid AND happened_on <= :as_of",
        uid=subject_uid,
        as_of=as_of,
    )
    return {row["step"]: row["happened_on"] for row in rows}


def find_taken(store: Store, subject_uid: str, step: str) -> Row | None:
    """One step of a subject, if taken."""
    return store.first(
        "SELECT * FROM step_taken WHERE subject_uid = :uid AND step = :step",
        uid=subject_uid,
        step=step,
    )


def list_of_change(store: Store, seq: int) -> list[Row]:
    """Every step that one change took (a household's handover takes its parcels' too)."""
    return store.query("SELECT * FROM step_taken WHERE seq = :seq", seq=seq)


def covered_by_handover(store: Store, household_uid: str) -> dict[str, list[str]]:
    """The household's parcels and structures not yet handed over; a stuck one stays in the way."""
    return {
        subject: [
            row["uid"]
            for row in store.query(
                f"SELECT uid FROM {subject} WHERE household_uid = :uid"  # noqa: S608
                " AND cleared_on IS NULL AND is_stuck = 0 ORDER BY code",
                uid=household_uid,
            )
        ]
        for subject in COVERED
    }


def first_day(store: Store, project_uid: str) -> str | None:
    """The earliest day of anything recorded of a project's cases, None before the first."""
    rows = (
        f"SELECT MIN(s.happened_on) AS day FROM step_taken s JOIN {subject} c"  # noqa: S608
        " ON c.uid = s.subject_uid WHERE c.project_uid = :project"
        for subject, row in SUBJECTS.items()
        if row.has_steps
    )
    opened = "SELECT MIN(opened_on) AS day FROM obstacle WHERE project_uid = :project"
    sql = f"SELECT MIN(day) FROM ({' UNION ALL '.join((*rows, opened))}) AS days"  # noqa: S608
    return store.value(sql, project=project_uid)  # type: ignore[no-any-return]


def days_of(store: Store, subject: str, codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of every case of a subject in which some of these steps were taken: step → its day."""
    found: dict[str, dict[str, str]] = {}
    for code in codes:
        rows = store.query(
            "SELECT subject_uid, happened_on FROM step_taken"
            " WHERE subject = :subject AND step = :code",
            subject=subject,
            code=code,
        )
        for row in rows:
            found.setdefault(row["subject_uid"], {})[code] = row["happened_on"]
    return found
