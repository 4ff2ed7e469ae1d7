from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.clear_days import Cleared, clear_by, clear_days, won_on
from clearance.rules.corridor.handover import CLEAR, Blocker, Span, handover

LENGTH, START = 60, 10
DAYS = ["2026-01-01", "2026-02-01", "2026-03-01"]
sides = st.sampled_from(["left", "right", "both"])
starts, lengths = st.integers(0, 75), st.integers(0, 30)
blockers = st.builds(
    lambda a, n, side, day: Blocker(a, a + n, side, day),
    starts,
    lengths,
    sides,
    st.sampled_from([None, *DAYS]),
)
spans = st.builds(lambda a, n, side: Span(a, a + n, side), starts, lengths, sides)


@given(
    st.lists(blockers, max_size=12),
    st.lists(spans, max_size=5),
    st.booleans(),
    st.sampled_from(["2025-12-31", *DAYS, "2026-12-31"]),
)
def test_on_any_day_the_metres_cleared_by_then_are_those_the_handover_calls_clear(
    held: list[Blocker], known: list[Span], is_surveyed: bool, day: str
) -> None:
    known = [*known, Span(START, START + LENGTH)] if is_surveyed else known
    pieces = clear_days(LENGTH, held, known, START)
    here = {
        m for p in pieces if p.day is not None and p.day <= day for m in range(p.from_m, p.to_m)
    }
    runs = handover(LENGTH, held, known, day, START).full
    assert here == {m for r in runs if r.state == CLEAR for m in range(r.from_m, r.to_m)}
    assert clear_by(pieces, day) == len(here)
    assert sum(p.length_m for p in pieces) == LENGTH
    assert all(a.to_m == b.from_m and a.day != b.day for a, b in pairwise(pieces))


def test_a_metre_is_clear_from_the_last_of_its_handovers() -> None:
    held = [
        Blocker(0, 30, "left", "2026-01-01"),
        Blocker(20, 50, "right", "2026-03-01"),
        Blocker(45, 60, "both", None),
    ]
    pieces = clear_days(70, held, [Span(0, 70)])
    assert pieces == (
        Cleared(0, 20, "2026-01-01"),
        Cleared(20, 45, "2026-03-01"),
        Cleared(45, 60, None),
        Cleared(60, 70, ""),
    )
    assert won_on(pieces) == {"2026-01-01": 20, "2026-03-01": 25, "": 10}
