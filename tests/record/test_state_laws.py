"""Laws of the states of cases, tried on random histories."""

from hypothesis import given, settings

from clearance.record.clocks import restate
from clearance.rules.procedure.case_states import FIRST_DAY, LAST_DAY, State, has_own_states
from clearance.store import Store
from clearance.store.cases.steps import dates
from tests.given import the
from tests.record.test_laws import HISTORIES, THINGS, Sent, a_corridor, send


@settings(max_examples=40)
@given(HISTORIES)
def test_the_states_of_any_case_cover_every_day_and_end_in_its_row(history: list[Sent]) -> None:
    store = a_corridor()
    send(store, history)
    for uid, subject in THINGS.items():
        states = kept_states(store, uid)
        assert [s[1] for s in states[:-1]] == [s[0] for s in states[1:]]
        assert all(s[0] < s[1] for s in states)
        if states:
            assert (states[0][0], states[-1][1]) == (FIRST_DAY, LAST_DAY)
            row = the(store, subject, uid)
            assert states[-1][2:] == tuple(row[name] for name in State._fields[2:])
        restate(store, subject, uid)
        assert kept_states(store, uid) == states
        assert bool(states) == has_own_states(subject, dates(store, uid))


def kept_states(store: Store, uid: str) -> list[State]:
    """The states of a case as kept, in order."""
    names = ", ".join(State._fields)
    sql = f"SELECT {names} FROM case_state WHERE subject_uid = :uid ORDER BY from_day"
    return [State(**row) for row in store.query(sql, uid=uid)]
