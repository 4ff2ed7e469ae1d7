"""The kept states of a case through time. Only the door writes them, from the case's facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.case_facts import Dossier, traits_of
from clearance.rules.procedure.case_states import (
    FIRST_DAY,
    LAST_DAY,
    Clock,
    State,
    has_own_states,
    states_of,
)
from clearance.rules.procedure.derived_state import Derived
from clearance.rules.procedure.law import Law
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.cases.law import load_law
from clearance.store.engine.connection import Row, Store

COLUMNS = ("subject", "subject_uid", "from_day", "to_day", "stage", "next_step", "due_on",
           "cleared_on", "is_stuck")  # fmt: skip
_INSERT = (
    f"INSERT INTO case_state ({', '.join(COLUMNS)})"  # noqa: S608 – constant names
    f" VALUES ({', '.join(':' + name for name in COLUMNS)})"
)
#: Besides the steps, what the states of a case are made of: clocks, new due days, obstacles.
_FACTS = (
    "SELECT 1 AS kind, step, opened_seq AS seq, opened_on AS a, due_on AS b, first_due_on AS c,"
    " subject_uid FROM deadline WHERE subject_uid {one} UNION ALL"
    " SELECT 2, step, seq, recorded_at, new_due_on, NULL, subject_uid FROM explanation"
    " WHERE subject_uid {one} UNION ALL"
    " SELECT 3, '', 0, from_day, to_day, NULL, subject_uid FROM open_obstacle"
    " WHERE subject_uid {one}"
)
_FACTS_OF = _FACTS.format(one="= :uid")
_CASES = "SELECT * FROM {subject} WHERE uid > :after ORDER BY uid LIMIT {most}"
_MOST = 2000
_OF = "subject_uid = :uid AND subject = :subject"
_CLOCK, _REDATED, _STOP = 1, 2, 3
_SINCE = f"SELECT {', '.join(State._fields)} FROM case_state WHERE {_OF} AND to_day > :day"  # noqa: S608
_END = f"UPDATE case_state SET to_day = :day WHERE {_OF} AND from_day = :from_day"  # noqa: S608


def begin(store: Store, subject: str, uid: str, derived: Derived) -> None:
    """Write the one state of a case to which nothing has happened yet."""
    if has_own_states(subject, ()):
        _insert(store, subject, uid, State(FIRST_DAY, LAST_DAY, *_values(derived), 0))


def extend(store: Store, dossier: Dossier, uid: str, derived: Derived) -> bool:
    """Write the state that begins on the latest day of a case's steps.

    False, and nothing written, when another fact of that day or a later one was kept before:
    then all states have to be written again.
    """
    if not has_own_states(dossier.subject, dossier.dates):
        return True
    day, values = dossier.latest or "", _values(derived)
    of = {"uid": uid, "subject": dossier.subject}
    kept = store.query(_SINCE, day=day, **of)
    if len(kept) != 1 or kept[0]["from_day"] == day:
        return False
    last = State(**kept[0])
    if last[2:6] != values:
        store.run(_END, day=day, from_day=last.from_day, **of)
        _insert(store, dossier.subject, uid, State(day, LAST_DAY, *values, last.is_stuck))
    return True


def _values(derived: Derived) -> tuple[str | None, str | None, str | None, str | None]:
    return derived.stage, derived.next_step, derived.due_on, derived.cleared_on


def _insert(store: Store, subject: str, uid: str, state: State) -> None:
    store.run(_INSERT, subject=subject, subject_uid=uid, **state._asdict())


def rewrite(store: Store, law: Law, dossier: Dossier, uid: str) -> None:
    """Write the states that follow from the facts of a case in place of those kept."""
    store.run(f"DELETE FROM case_state WHERE {_OF}", uid=uid, subject=dossier.subject)  # noqa: S608
    store.run_many(_INSERT, _rows(law, dossier, uid, store.query(_FACTS_OF, uid=uid)))


def fill(store: Store) -> None:
    """Write the states of all cases of a database in which none are kept yet."""
    store.run("DELETE FROM case_state")
    for subject in (row.name for row in SUBJECTS.values() if row.has_steps):
        after = ""
        while cases := store.query(_CASES.format(subject=subject, most=_MOST), after=after):
            store.load("case_state", COLUMNS, [list(_filled(store, subject, cases, after))])
            after = cases[-1]["uid"]


def _filled(
    store: Store, subject: str, cases: list[Row], after: str
) -> Iterator[tuple[object, ...]]:
    """The rows of some cases, those that follow a uid in their table."""
    chosen = _CASES.format(subject=subject, most=_MOST).replace("*", "uid")
    one = f"IN (SELECT uid FROM ({chosen}) AS chosen)"  # noqa: S608
    taken: dict[str, dict[str, str]] = defaultdict(dict)
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in store.query(f"SELECT * FROM step_taken WHERE subject_uid {one}", after=after):  # noqa: S608
        taken[row["subject_uid"]][row["step"]] = row["happened_on"]
    for row in store.query(_FACTS.format(one=one), after=after):
        facts[row["subject_uid"]].append(row)
    for case in cases:
        law, uid = load_law(store, case["project_uid"]), case["uid"]
        dossier = Dossier(subject, taken[uid], traits_of(subject, case), fields=case)
        yield from (tuple(row.values()) for row in _rows(law, dossier, uid, facts[uid]))


def take_over(store: Store, folded: Store) -> None:
    """Put the states of a folded journal in place of ours."""
    names = ", ".join(COLUMNS)
    rows = folded.query(f"SELECT {names} FROM case_state")  # noqa: S608 – constant names
    store.run("DELETE FROM case_state")
    store.load("case_state", COLUMNS, [[tuple(row.values()) for row in rows]])


def _rows(law: Law, dossier: Dossier, uid: str, facts: Iterable[Row]) -> list[Row]:
    if not has_own_states(dossier.subject, dossier.dates):
        return []
    rows = sorted(facts, key=lambda row: row["seq"])
    stops = [(row["a"], row["b"]) for row in rows if row["kind"] == _STOP]
    keep = {"subject": dossier.subject, "subject_uid": uid}
    return [keep | state._asdict() for state in states_of(law, dossier, _clocks(rows), stops)]


def _clocks(rows: list[Row]) -> dict[str, Clock]:
    """Step → its clock, with the new due days explained after it opened."""
    redated = [row for row in rows if row["kind"] == _REDATED]
    return {
        row["step"]: Clock(
            row["a"],
            row["b"],
            row["c"],
            tuple(
                (local_day(from_stamp(e["a"])), e["b"])
                for e in redated
                if e["step"] == row["step"] and e["seq"] > row["seq"]
            ),
        )
        for row in rows
        if row["kind"] == _CLOCK
    }
