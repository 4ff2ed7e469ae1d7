"""What is added to the works is counted apart: the main scope keeps its metres."""

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.scopes import SCOPES
from clearance.rules.corridor.handover import Blocker, Span, handover, metres
from clearance.rules.corridor.scopes import Held, held_apart, in_main

DAY = "2026-11-20"
LAND = [Span(0, 1000)]


def a_thing(from_m: int, to_m: int, scope: str, *parts: tuple[int, int]) -> Blocker:
    pieces = tuple(Span(*part) for part in parts)
    return Blocker(from_m, to_m, "both", parts=pieces, scope=scope)


def test_things_of_each_other_scope_are_told_with_the_metres_they_hold() -> None:
    things = [
        a_thing(0, 100, "main"),
        a_thing(90, 200, "added"),
        a_thing(150, 260, "added"),
        a_thing(700, 1000, "spoil", (700, 720), (980, 1000)),
        a_thing(2000, 2100, "utility_corridor"),
    ]
    assert held_apart(things, (0, 1000)) == (Held("added", 2, 170), Held("spoil", 1, 40))
    assert held_apart(things, (0, 90)) == ()
    assert held_apart(things, (100, 200)) == (Held("added", 2, 100),)
    assert in_main(things) == (things[0],)


_THINGS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 300), st.sampled_from(SCOPES)).map(
        lambda told: a_thing(told[0], told[0] + told[1], told[2])
    ),
    max_size=8,
)


@given(_THINGS, _THINGS)
def test_what_is_added_never_lowers_the_figure_of_the_main_scope(
    before: list[Blocker], more: list[Blocker]
) -> None:
    added = [b for b in more if b.scope != "main"]
    clear = [
        metres(handover(1000, in_main(things), LAND, DAY).full)["clear"]
        for things in (before, before + added)
    ]
    assert clear[0] == clear[1]
    assert metres(handover(1000, before + added, LAND, DAY).full)["clear"] <= clear[0]
