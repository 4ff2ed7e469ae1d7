from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.freeing import NEVER, Piece, freeing
from clearance.rules.corridor.handover import Blocker, Span, handover

LENGTH, START = 60, 100
DAYS = [f"2026-0{month}-15" for month in range(1, 10)]
ends = st.tuples(st.integers(90, 170), st.integers(1, 40))
sides = st.sampled_from(["left", "right", "both"])
blockers = st.lists(
    st.builds(
        lambda at, side, day: Blocker(at[0], at[0] + at[1], side, day),
        ends,
        sides,
        st.sampled_from([None, *DAYS]),
    ),
    max_size=12,
)
spans = st.lists(st.builds(lambda at, side: Span(at[0], at[0] + at[1], side), ends, sides))


def by_metre(pieces: list[tuple[int, int, str]]) -> list[str]:
    return [state for a, b, state in pieces for _ in range(a, b)]


@given(blockers, spans, st.sampled_from(DAYS))
def test_on_every_day_the_history_tells_what_the_handover_of_that_day_tells(
    held: list[Blocker], recorded: list[Span], day: str
) -> None:
    pieces = freeing(LENGTH, held, recorded, START)
    then = handover(LENGTH, held, recorded, day, START).full
    assert by_metre([(p.from_m, p.to_m, p.on_day(day)) for p in pieces]) == by_metre(
        [(run.from_m, run.to_m, run.state) for run in then]
    )


@given(blockers, spans)
def test_the_pieces_cover_the_road_once_and_neighbours_differ(
    held: list[Blocker], recorded: list[Span]
) -> None:
    pieces = freeing(LENGTH, held, recorded, START)
    assert [p.from_m for p in pieces] == [START, *(p.to_m for p in pieces[:-1])]
    assert pieces[-1].to_m == START + LENGTH
    told = [(p.free_on, p.after) for p in pieces]
    assert all(a != b for a, b in pairwise(told))


def test_what_was_never_handed_over_never_comes_free() -> None:
    both = [Blocker(110, 120, "both", "2026-03-01"), Blocker(115, 130, "left")]
    assert freeing(60, both, [Span(100, 160)], 100) == [
        Piece(100, 110, "", "clear"),
        Piece(110, 115, "2026-03-01", "clear"),
        Piece(115, 130, NEVER, "clear"),
        Piece(130, 160, "", "clear"),
    ]


def test_a_road_without_length_has_no_pieces() -> None:
    assert freeing(0, [], []) == []
