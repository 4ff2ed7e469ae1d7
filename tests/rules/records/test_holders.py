"""On whom a case waits: the sum of all holders is the whole, passing to and fro is seen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.holders import (
    HOLDERS,
    Absence,
    Turn,
    closes_a_ring,
    effective,
    held_time,
    overlaps,
    ping_pong,
    stand_in,
)

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
PEOPLE = ("a", "b", "c", "d")
KINDS = st.sampled_from([*HOLDERS])


@st.composite
def histories(draw: st.DrawFn) -> list[Turn]:
    """Turns one after the other, the last one running or ended."""
    gaps = draw(st.lists(st.integers(0, 40 * 86_400_000), min_size=1, max_size=14))
    at, turns = START, []
    for gap in gaps:
        end = at + timedelta(milliseconds=gap)
        turns.append(Turn(draw(KINDS), draw(st.sampled_from(PEOPLE)), at, end, draw(st.booleans())))
        at = end
    if draw(st.booleans()):
        turns[-1] = Turn(turns[-1].kind, turns[-1].person_uid, turns[-1].since)
    return turns


@st.composite
def away(draw: st.DrawFn) -> list[Absence]:
    """Absences that the door would let stand: no two of one person at once, no ring."""
    kept: list[Absence] = []
    for _ in range(draw(st.integers(0, 6))):
        first = START.date() + timedelta(days=draw(st.integers(-5, 120)))
        last = first + timedelta(days=draw(st.integers(0, 30)))
        who, other = draw(st.permutations(PEOPLE))[:2]
        new = Absence(who, other, first.isoformat(), last.isoformat())
        if not any(overlaps(new, old) for old in kept) and not closes_a_ring(new, kept):
            kept.append(new)
    return kept


def elapsed(turns: list[Turn], upto: datetime) -> timedelta:
    """From the first turn to its end or to the instant."""
    end = min(turns[-1].until or upto, upto)
    return max(end - turns[0].since, timedelta())


INSTANTS = st.integers(0, 400 * 86_400_000).map(lambda ms: START + timedelta(milliseconds=ms))


@given(histories(), away(), INSTANTS)
def test_the_time_of_all_holders_sums_to_all_that_elapsed(
    turns: list[Turn], absences: list[Absence], upto: datetime
) -> None:
    for told in (turns, effective(turns, absences)):
        assert sum(held_time(told, upto).values(), timedelta()) == elapsed(turns, upto)


@given(histories(), away(), INSTANTS)
def test_a_case_waits_on_exactly_one_holder_at_every_instant(
    turns: list[Turn], absences: list[Absence], instant: datetime
) -> None:
    told = effective(turns, absences)
    having = [t for t in told if t.since <= instant and (t.until is None or instant < t.until)]
    is_running = turns[-1].until is None or instant < turns[-1].until
    assert len(having) == int(is_running)


@given(histories(), away())
def test_absences_change_who_answers_and_never_on_whom_a_party_waits(
    turns: list[Turn], absences: list[Absence]
) -> None:
    before = {key: time for key, time in held_time(turns, START).items() if key in HOLDERS}
    told = effective(turns, absences)
    after = {key: time for key, time in held_time(told, START).items() if key in HOLDERS}
    assert before == after


def turns_of(*keys: str, documents: str = "") -> list[Turn]:
    """One turn a day: `a`, `b` are persons, a longer word is a party; 1 where a document came."""
    marks = documents.ljust(len(keys), "0")
    return [
        Turn(
            key if key in HOLDERS else "person",
            "a" if key in HOLDERS else key,
            START + timedelta(days=day),
            START + timedelta(days=day + 1),
            marks[day] == "1",
        )
        for day, key in enumerate(keys)
    ]


@pytest.mark.parametrize(
    ("keys", "documents", "times"),
    [
        ("a b a b", "", [3]),
        ("a b a b a", "", [4]),
        ("a superior a superior", "", [3]),
        ("a a b b a a b", "", [3]),
        ("a b a b c a c a", "", [3, 3]),
        ("a b a", "", []),
        ("a b c a", "", []),
        ("a b a c", "", []),
        ("a a a a", "", []),
        ("a b a b", "0001", []),
        ("a b a b", "0010", []),
        ("a b a b", "0100", []),
        ("a b b a b", "00100", []),
        ("a b a b b", "00001", [3]),
        ("a b a b a b", "000100", []),
        ("a b a b a b a", "0100000", [5]),
        ("a", "", []),
        ("", "", []),
    ],
)
def test_passing_to_and_fro_with_nothing_new_is_seen_and_nothing_else_is(
    keys: str, documents: str, times: list[int]
) -> None:
    assert [f.times for f in ping_pong(turns_of(*keys.split(), documents=documents))] == times


def test_the_flag_says_between_whom_and_from_when_to_when() -> None:
    flag = ping_pong(turns_of("a", "superior", "a", "superior"))[0]
    assert flag.between == ("a", "superior")
    assert (flag.since, flag.last) == (START + timedelta(days=1), START + timedelta(days=3))


def test_waiting_on_a_superior_counts_for_the_superior() -> None:
    held = held_time(turns_of("a", "superior", "superior", "a"), START + timedelta(days=9))
    assert held == {"a": timedelta(days=2), "superior": timedelta(days=2)}


def test_a_stand_in_who_is_away_too_has_a_stand_in() -> None:
    rows = [
        Absence("a", "b", "2026-03-01", "2026-03-09"),
        Absence("b", "c", "2026-03-05", "2026-03-06"),
    ]
    found = [stand_in("a", f"2026-03-0{day}", rows) for day in (4, 5, 6, 7)]
    assert found == ["b", "c", "c", "b"]
    assert stand_in("a", "2026-03-10", rows) == "a"


def test_nobody_stands_in_for_himself_through_others() -> None:
    rows = [
        Absence("a", "b", "2026-03-01", "2026-03-09"),
        Absence("b", "c", "2026-03-05", "2026-03-06"),
    ]
    assert closes_a_ring(Absence("c", "a", "2026-03-02", "2026-03-05"), rows)
    assert not closes_a_ring(Absence("c", "a", "2026-03-02", "2026-03-04"), rows)
    assert not closes_a_ring(Absence("c", "d", "2026-03-02", "2026-03-05"), rows)


def test_should_a_ring_stand_all_the_same_the_named_person_answers() -> None:
    rows = [
        Absence("a", "b", "2026-03-01", "2026-03-09"),
        Absence("b", "a", "2026-03-01", "2026-03-09"),
    ]
    assert stand_in("a", "2026-03-02", rows) == "a"
