"""Areas apportioned along the road: whatever the division, nothing is lost or counted twice."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.apportionment import area_within

AREAS = st.decimals(0, 100_000, places=2) | st.integers(0, 10**6).map(lambda n: n / 10)


@given(AREAS, st.integers(0, 900), st.integers(1, 300), st.sets(st.integers(1, 1199)))
def test_the_parts_of_all_segments_add_up_to_the_area_exactly(
    area: Decimal | float, from_m: int, length_m: int, cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), 1200]
    parts = [area_within(area, (from_m, from_m + length_m), place) for place in pairwise(ends)]
    assert sum(parts) == Decimal(str(area))
    assert min(parts) >= 0


def test_a_parcel_is_divided_by_its_length_along_the_road() -> None:
    assert area_within(420.5, (100, 160), (0, 120)) == Decimal("140.1")
    assert area_within(420.5, (100, 160), (120, 2000)) == Decimal("280.4")
    assert area_within(420.5, (100, 160), (0, 2000)) == Decimal("420.5")
    assert area_within(420.5, (100, 160), (160, 300)) == 0
    assert area_within(0.06, (0, 10), (9, 10)) == Decimal("0.06")
    assert area_within(7, (100, 101), (0, 101)) == 7
