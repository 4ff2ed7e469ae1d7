"""The availability calendar: metres times days, counted again one metre and one day at a time."""

from datetime import date, timedelta
from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.availability import periods
from clearance.rules.corridor.handover import Blocker, Span

FIRST, LENGTH = date(2026, 1, 1), 240
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(-3, 15)]
sides = st.sampled_from(["left", "right", "both"])
starts, lengths = st.integers(-10, LENGTH), st.integers(1, 130)


@st.composite
def a_road(draw: st.DrawFn) -> tuple[list[Blocker], list[Span]]:
    things = draw(
        st.lists(st.tuples(starts, lengths, sides, st.sampled_from([None, *DAYS])), max_size=6)
    )
    spans = draw(st.lists(st.tuples(starts, lengths, sides), max_size=6))
    return (
        [
            Blocker(a, a + n, side, day, str(i), f"T-{i}", "parcel")
            for i, (a, n, side, day) in enumerate(things)
        ],
        [Span(a, a + n, side) for a, n, side in spans],
    )


def held(metre: int, day: str, things: list[Blocker], spans: list[Span]) -> bool:
    """Whether one metre was not available on one day, by the words of the definition."""
    over = [t for t in things if t.from_m <= metre < t.to_m]
    known = {
        s
        for span in spans
        if span.from_m <= metre < span.to_m
        for s in (("left", "right") if span.side == "both" else (span.side,))
    }
    return len(known) < 2 or any(t.cleared_on is None or t.cleared_on > day for t in over)


@given(a_road(), st.sampled_from([0, 37]))
def test_metre_days_equal_a_recount_of_every_metre_on_every_day(road, start: int) -> None:
    things, spans = road
    days = DAYS[3:15]
    found = list(periods((start, LENGTH), things, spans, (days[0], DAYS[15])))
    again = sum(held(m, d, things, spans) for m in range(start, LENGTH) for d in days)
    assert sum(p.metre_days for p in found) == again
    for period in found:
        inside = [d for d in days if period.from_day <= d < period.to_day]
        for day in inside:
            metres = range(period.from_m, period.to_m)
            assert sum(held(m, day, things, spans) for m in metres) == period.held_m
            assert set(period.causes) == {
                t
                for t in things
                if t.from_m < period.to_m and t.to_m > period.from_m and t.holds(day)
            }


@given(a_road())
def test_periods_of_a_bin_follow_each_other_and_never_overlap(road) -> None:
    found = list(periods((0, LENGTH), *road, (DAYS[0], DAYS[15])))
    for _bin, group in groupby(found, key=lambda p: p.from_m):
        rows = list(group)
        assert all(p.days > 0 and 0 < p.held_m <= p.to_m - p.from_m for p in rows)
        assert all(a.to_day <= b.from_day for a, b in pairwise(rows))
