"""Cases as they stood on an earlier day: the derived columns made anew from the dated facts."""

from collections import defaultdict
from collections.abc import Iterator

from clearance.rules.cases import derive
from clearance.store.connection import Row, Store

_COLUMNS = ("uid", "stage", "next_step", "due_on", "cleared_on", "is_stuck")


def stand(store: Store, subject: str, as_of: str) -> None:
    """Fill the connection's own table `standing` with one row for each case of that day."""
    store.run(
        "CREATE TEMPORARY TABLE IF NOT EXISTS standing (uid TEXT PRIMARY KEY, stage TEXT,"
        " next_step TEXT, due_on TEXT, cleared_on TEXT, is_stuck INTEGER NOT NULL)"
    )
    store.run("DELETE FROM standing")
    places = ", ".join(f":{name}" for name in _COLUMNS)
    store.run_many(
        f"INSERT INTO standing ({', '.join(_COLUMNS)}) VALUES ({places})",  # noqa: S608
        list(_rows(store, subject, as_of)),
    )


def _rows(store: Store, subject: str, as_of: str) -> Iterator[Row]:
    taken: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.stream(
        "SELECT subject_uid, step, happened_on FROM step_taken"
        " WHERE subject = :subject AND happened_on <= :as_of",
        subject=subject,
        as_of=as_of,
    ):
        taken[row["subject_uid"]][row["step"]] = row["happened_on"]
    stuck = _stuck(store, subject, as_of)
    for row in store.query(f"SELECT uid FROM {subject}"):  # noqa: S608 – constant names
        then = derive(subject, taken.get(row["uid"], {}))
        yield {"uid": row["uid"], "stage": then.stage, "next_step": then.next_step,
               "due_on": then.due_on, "cleared_on": then.cleared_on,
               "is_stuck": int(row["uid"] in stuck)}  # fmt: skip


def _stuck(store: Store, subject: str, as_of: str) -> set[str]:
    rows = store.query(
        "SELECT subject_uid FROM obstacle WHERE subject = :subject AND opened_on <= :as_of"
        " AND (closed_on IS NULL OR closed_on > :as_of)",
        subject=subject,
        as_of=as_of,
    )
    return {row["subject_uid"] for row in rows}
