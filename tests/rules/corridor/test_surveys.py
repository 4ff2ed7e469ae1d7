"""A metre is surveyed where drawings cover it and every other kind is declared."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.rules.corridor.handover import Blocker, Span, handover, metres
from clearance.rules.corridor.surveys import (
    DECLARED,
    KINDS,
    NO_SURVEYS,
    Declaration,
    Surveys,
    Unsurveyed,
    Worth,
    covered,
    surveyed,
    unsurveyed,
    unsurveyed_in,
    worth,
)

DAY = "2026-11-20"
ROAD = (0, 1000)
LAND = [Span(0, 1000)]
ALL = [Declaration(kind, 0, 1000) for kind in DECLARED]


def clear(recorded: list[Span], declared: list[Declaration]) -> int:
    return metres(handover(1000, [], surveyed(recorded, declared), DAY).full)["clear"]


def test_a_metre_is_clear_where_every_kind_is_declared() -> None:
    assert clear(LAND, ALL) == 1000
    assert clear(LAND, []) == 0
    assert clear([], ALL) == 0


def test_one_kind_that_nobody_declared_leaves_the_metres_unknown() -> None:
    for kind in DECLARED:
        others = [d for d in ALL if d.kind != kind]
        assert clear(LAND, others) == 0
        assert clear(LAND, [*others, Declaration(kind, 300, 500)]) == 200


def test_declarations_that_touch_or_overlap_count_once() -> None:
    others = [d for d in ALL if d.kind != "grave"]
    parts = [(0, 400), (300, 600), (600, 700), (900, 1200)]
    graves = [Declaration("grave", a, b) for a, b in parts]
    assert clear(LAND, others + graves) == 800


def test_land_drawn_on_one_side_alone_is_not_surveyed() -> None:
    spans = [Span(0, 400, "left"), Span(200, 1000, "right")]
    assert clear(spans, ALL) == 200
    assert covered(spans, ALL)["parcel"] == [(200, 400)]


def test_declared_parcels_free_no_bare_ground() -> None:
    assert clear([Span(0, 100)], [*ALL, Declaration("parcel", 0, 1000)]) == 100


def test_what_blocks_an_unsurveyed_metre_is_told_as_blocked() -> None:
    shown = metres(handover(1000, [Blocker(0, 10, "left")], surveyed(LAND, []), DAY).full)
    assert shown == {"clear": 0, "blocked": 10, "unknown": 990}


def test_it_is_told_which_kind_is_not_surveyed_where() -> None:
    declared = [Declaration("structure", 0, 600), Declaration("utility", 0, 1000)]
    declared += [Declaration("grave", 200, 600), Declaration("grave", -50, 0)]
    pieces = unsurveyed(ROAD, covered([Span(0, 900)], declared))
    assert pieces == (
        Unsurveyed(0, 200, ("grave",)),
        Unsurveyed(600, 900, ("structure", "grave")),
        Unsurveyed(900, 1000, ("parcel", "structure", "grave")),
    )
    assert [piece.length_m for piece in pieces] == [200, 300, 100]
    assert unsurveyed_in(pieces, 100, 950) == {"parcel": 50, "structure": 350, "grave": 450}
    assert unsurveyed_in(pieces, 200, 600) == {}


def test_nothing_is_unsurveyed_where_all_is() -> None:
    assert unsurveyed(ROAD, covered(LAND, ALL)) == ()


_ENDS = st.tuples(st.integers(-20, 80), st.integers(0, 60)).map(lambda p: (p[0], p[0] + p[1]))
_SPANS = st.lists(
    st.tuples(_ENDS, st.sampled_from(("left", "right", "both"))).map(lambda p: Span(*p[0], p[1])),
    max_size=6,
)
_DECLARED = st.lists(
    st.tuples(st.sampled_from(KINDS), _ENDS).map(lambda p: Declaration(p[0], *p[1])), max_size=12
)


@given(_SPANS, _DECLARED)
@settings(max_examples=300, deadline=None)
def test_metre_by_metre_the_answer_is_that_of_the_words(
    spans: list[Span], declared: list[Declaration]
) -> None:
    bounds = (0, 60)
    runs = handover(60, [], surveyed(spans, declared), DAY).full
    shown = [run.state for run in runs for _ in range(run.length_m)]
    pieces = unsurveyed(bounds, covered(spans, declared))
    for at in range(60):
        missing = {
            kind
            for kind in DECLARED
            if not any(d.kind == kind and d.from_m <= at < d.to_m for d in declared)
        }
        sides = {side for s in spans if s.from_m <= at < s.to_m for side in _sides(s)}
        missing |= set() if len(sides) == 2 else {"parcel"}
        assert (shown[at] == "clear") == (not missing)
        told = {k for p in pieces if p.from_m <= at < p.to_m for k in p.kinds}
        assert told == missing
    assert sum(metres(runs).values()) == 60


def _sides(span: Span) -> tuple[str, ...]:
    return ("left", "right") if span.side == "both" else (span.side,)


def test_the_places_whose_survey_adds_clear_metres_come_longest_first() -> None:
    held = [Blocker(600, 700, "both")]
    graves = [Declaration("grave", 0, 100), Declaration("grave", 250, 500)]
    declared = [d for d in ALL if d.kind != "grave"] + graves
    known = Surveys(tuple(LAND), tuple(declared), is_counted=True)
    now, then = (handover(1000, held, spans, DAY).full for spans in (known.counted, known.land))
    assert worth(now, then, known.unsurveyed(ROAD)) == (
        Worth(700, 1000, 300, ("grave",)),
        Worth(100, 250, 500, ("grave",)),
        Worth(500, 600, 350, ("grave",)),
    )


def test_a_project_that_counts_no_surveys_is_unsurveyed_where_nothing_is_drawn() -> None:
    known = Surveys((Span(0, 400),), (), is_counted=False)
    assert known.counted == (Span(0, 400),)
    assert known.unsurveyed(ROAD) == (Unsurveyed(400, 1000, ("parcel",)),)
    assert NO_SURVEYS.unsurveyed((0, 10)) == (Unsurveyed(0, 10, ("parcel",)),)
