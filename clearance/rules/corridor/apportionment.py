"""Apportionment of a parcel's legal area to stretches of the road.

The area is the document's number and is never measured; it is divided by length along the
road, each metre of the parcel's interval having an equal share.
"""

from decimal import ROUND_FLOOR, Decimal

Interval = tuple[int, int]
_PLACES = Decimal("0.1")


def area_within(area_m2: float | Decimal, parcel: Interval, place: Interval) -> Decimal:
    """The m² of a parcel that fall to `place`; both intervals [from, to) are whole metres.

    Each cut is rounded down to 0.1 m² once, for the stretch before it and the one after it alike:
    the parts of any division of the road add up to the area exactly.
    """
    whole = Decimal(repr(area_m2)) if isinstance(area_m2, float) else Decimal(area_m2)
    return _before(whole, parcel, place[1]) - _before(whole, parcel, place[0])


def _before(whole: Decimal, parcel: Interval, at_m: int) -> Decimal:
    """The area before a cut."""
    start, end = parcel
    if at_m <= start:
        return Decimal(0)
    if at_m >= end:
        return whole
    return (whole * (at_m - start) / (end - start)).quantize(_PLACES, ROUND_FLOOR)
