"""Whatever is reported, every case has one holder at every instant, and the time adds up."""

from datetime import timedelta

from hypothesis import given, settings

from clearance.record import record
from clearance.record.replay import differences
from clearance.reports.responsibility.holders import turn_of
from clearance.rules.basics.days import from_stamp
from clearance.rules.records.holders import CASES, held_time
from clearance.store import Store
from clearance.store.responsibility.turns import list_turns
from tests.given import NOW
from tests.record.test_laws import HISTORIES, Sent, a_corridor, sendable


def over_days(store: Store, history: list[Sent]) -> None:
    """Report one after another, some hours apart."""
    for at, (who, change) in enumerate(history):
        record(store, sendable(store, change), who, NOW + timedelta(hours=7 * at, seconds=at))


@settings(max_examples=40)
@given(HISTORIES)
def test_every_case_has_one_holder_at_a_time_and_their_time_is_all_that_elapsed(
    history: list[Sent],
) -> None:
    store = a_corridor()
    over_days(store, history)
    upto = NOW + timedelta(days=60)
    for subject in CASES:
        for case in store.query(f"SELECT uid, next_step, holder_uid FROM {subject}"):
            rows = list_turns(store, case["uid"])
            turns = [turn_of(row) for row in rows]
            assert [t.since for t in turns[1:]] == [t.until for t in turns[:-1]]
            assert (turns[-1].until is None) == (case["next_step"] is not None)
            assert rows[-1]["holder_uid"] == case["holder_uid"]
            elapsed = (turns[-1].until or upto) - from_stamp(rows[0]["since"])
            assert sum(held_time(turns, upto).values(), timedelta()) == elapsed
    assert differences(store) == []
