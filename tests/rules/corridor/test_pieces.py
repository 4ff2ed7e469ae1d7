from clearance.rules.corridor.handover import Blocker, Span
from clearance.rules.corridor.pieces import spans_of


def test_pieces_are_read_as_they_are_kept() -> None:
    assert spans_of(None) == ()
    assert spans_of('[[0, 5, "left"], [9, 12, "both"]]') == (Span(0, 5, "left"), Span(9, 12))


def test_a_thing_meets_a_place_with_one_of_its_pieces() -> None:
    whole = Blocker(0, 12, "both")
    apart = Blocker(0, 12, "both", parts=(Span(0, 5), Span(9, 12)))
    assert whole.meets(6, 8)
    assert not apart.meets(6, 8)
    assert apart.meets(8, 10)
    assert apart.pieces == (Span(0, 5), Span(9, 12))
    assert whole.pieces == (whole,)
