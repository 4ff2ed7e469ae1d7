"""Cases as they stood on an earlier day: the derived columns made anew from the dated facts."""

from collections import defaultdict
from collections.abc import Iterator

from clearance.rules.procedure.case_facts import Dossier, traits_of
from clearance.rules.procedure.derived_state import Derived, line_in
from clearance.rules.procedure.steps import freed_on, next_step, stage
from clearance.store.cases import deadlines, steps
from clearance.store.cases.intervals import on_day
from clearance.store.cases.law import load_law
from clearance.store.engine.connection import Row, Store

_LATER = "SELECT subject_uid FROM step_taken WHERE subject = :subject AND happened_on > :as_of"
_STUCK = (
    "SELECT b.subject_uid FROM open_obstacle b WHERE b.subject = :subject"  # noqa: S608
    f" AND {on_day('b')}"
)


def stand(store: Store, subject: str, as_of: str) -> None:
    """Fill the connection's own table `standing` with one row for each case of that day.

    A case with no step since stands today as it stood then; only the others are derived anew.
    """
    store.run(
        "CREATE TEMPORARY TABLE IF NOT EXISTS standing (uid TEXT PRIMARY KEY, stage TEXT,"
        " next_step TEXT, due_on TEXT, cleared_on TEXT, is_stuck INTEGER NOT NULL)"
    )
    store.run("DELETE FROM standing")
    store.run(
        "INSERT INTO standing (uid, stage, next_step, due_on, cleared_on, is_stuck)"  # noqa: S608
        " SELECT uid, stage, next_step, due_on, cleared_on,"
        f" CASE WHEN uid IN ({_STUCK}) THEN 1 ELSE 0 END FROM {subject}",
        subject=subject,
        as_of=as_of,
    )
    store.run_many(
        "UPDATE standing SET stage = :stage, next_step = :next_step, due_on = :due_on,"
        " cleared_on = :cleared_on WHERE uid = :uid",
        list(_derived_anew(store, subject, as_of)),
    )


def _derived_anew(store: Store, subject: str, as_of: str) -> Iterator[Row]:
    """The derived columns of the cases that moved on since."""
    taken: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.query(
        "SELECT subject_uid, step, happened_on FROM step_taken"  # noqa: S608 – constant parts
        f" WHERE subject = :subject AND subject_uid IN ({_LATER})",
        subject=subject,
        as_of=as_of,
    ):
        dates = taken[row["subject_uid"]]
        if row["happened_on"] <= as_of:
            dates[row["step"]] = row["happened_on"]
    clocks = deadlines.due_days(store, subject, as_of)
    rows = _rows(store, subject, as_of)
    for uid, dates in taken.items():
        code = following(store, subject, rows[uid], dates)
        at = stage(subject, dates)
        yield {
            "uid": uid,
            "stage": at.code if at else None,
            "next_step": code,
            "due_on": clocks.get((uid, code or "")),
            "cleared_on": freed_on(subject, dates),
        }


def derived_on(store: Store, subject: str, row: Row, as_of: str) -> Derived:
    """The derived columns of one case as they stood on a day, the due day that of its clock."""
    dates = steps.dates(store, row["uid"], as_of)
    code, at = following(store, subject, row, dates), stage(subject, dates)
    clock = deadlines.find_clock(store, row["uid"], code or "")
    due = clock["due_on"] if clock and clock["opened_on"] <= as_of else None
    return Derived(at.code if at else None, code, due, freed_on(subject, dates))


def _rows(store: Store, subject: str, as_of: str) -> dict[str, Row]:
    sql = f"SELECT * FROM {subject} WHERE uid IN ({_LATER})"  # noqa: S608 – constant parts
    return {row["uid"]: row for row in store.query(sql, subject=subject, as_of=as_of)}


def following(store: Store, subject: str, row: Row, dates: dict[str, str]) -> str | None:
    """The step that comes next in a case with these dated steps, on the line it follows."""
    dossier = Dossier(subject, dates, traits_of(subject, row))
    step = next_step(subject, dates, line=line_in(load_law(store, row["project_uid"]), dossier))
    return step.code if step else None
