"""Cases as they stood on an earlier day: the derived columns made anew from the dated facts."""

from collections import defaultdict
from collections.abc import Iterator

from clearance.rules.cases import derive
from clearance.store.connection import Row, Store

_LATER = "SELECT subject_uid FROM step_taken WHERE subject = :subject AND happened_on > :as_of"
_STUCK = (
    "SELECT subject_uid FROM obstacle WHERE subject = :subject AND opened_on <= :as_of"
    " AND (closed_on IS NULL OR closed_on > :as_of)"
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
    for uid, dates in taken.items():
        then = derive(subject, dates)
        yield {"uid": uid, "stage": then.stage, "next_step": then.next_step,
               "due_on": then.due_on, "cleared_on": then.cleared_on}  # fmt: skip
