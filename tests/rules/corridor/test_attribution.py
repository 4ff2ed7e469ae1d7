"""Replayed moves: each spliced window gives what the whole road counted anew would give."""

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.attribution import Move, Part, figures, replay
from clearance.rules.corridor.handover import Blocker, Span, handover

LENGTH, DAYS = 80, ("2026-01-10", "2026-01-20")
sides = st.sampled_from(["left", "right", "both"])
days = st.sampled_from([None, "2026-01-09", "2026-01-15", "2026-01-25"])
things = st.builds(
    lambda at, n, side, day: Blocker(at, at + n, side, day),
    st.integers(-5, LENGTH + 5),
    st.integers(0, 30),
    sides,
    days,
)
spans = st.lists(
    st.builds(
        lambda at, n, side: Span(at, at + n, side),
        st.integers(0, LENGTH),
        st.integers(1, 60),
        sides,
    ),
    max_size=6,
).map(tuple)
changes = st.dictionaries(st.sampled_from("abcdef"), st.none() | things, max_size=3)
moves = st.lists(st.builds(Move, st.just("m"), changes, st.none() | spans), max_size=5)
PARTS = (Part("whole", 0, LENGTH, 10), Part("package", 20, 55, 5), Part("commune", 40, 40))


@given(st.dictionaries(st.sampled_from("abcdef"), things, max_size=5), spans, moves)
def test_the_sum_of_the_moves_is_the_difference_in_every_part(here, ground, told) -> None:
    before = figures(handover(LENGTH, here.values(), ground, DAYS[0]).full, PARTS)
    effects = list(replay((0, LENGTH), here, ground, told, DAYS, PARTS))
    now, known = dict(here), ground
    for number, move in enumerate([Move(None), *told]):
        for uid, thing in move.things.items():
            now.pop(uid, None)
            now |= {uid: thing} if thing else {}
        known = known if move.recorded is None else move.recorded
        after = figures(handover(LENGTH, now.values(), known, DAYS[1]).full, PARTS)
        done = effects[: number + 1]
        for part in PARTS:
            assert (
                before[0][part.key] + sum(e.clear_m[part.key] for e in done) == (after[0][part.key])
            )
            assert (
                before[1][part.key] + sum(e.usable_m[part.key] for e in done)
                == (after[1][part.key])
            )
