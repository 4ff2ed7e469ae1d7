"""Ground over the full width of the test line: what makes a metre of it known, blocked, clear."""

from typing import Any

import shapely

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.given import NOW, a_parcel, a_shape, registered, step


def an_outline(store: Store, width_m: float = 30.0) -> str:
    """The right of way of the line, as wide on either side; without it nothing is clear."""
    west, east = 400000 - width_m, 400000 + width_m
    outline = a_shape(shapely.box(west, 2438000, east, 2448000))
    change = registered("corridor", "way", code="GPMB-TQ", alignment_uid="al", **outline)
    record_all(store, [change], TERMINAL, NOW)
    return "way"


def over(from_m: int, to_m: int, side: str, width_m: float = 30.0) -> dict[str, Any]:
    """Place and shape of ground over the full width of a side, or of both."""
    west = 400000 - width_m * (side in ("left", "both"))
    east = 400000 + width_m * (side in ("right", "both"))
    return {
        "chainage_from_m": from_m,
        "chainage_to_m": to_m,
        "side": side,
        **a_shape(shapely.box(west, 2438000 + from_m, east, 2438000 + to_m)),
    }


def a_gap_of_ten_metres(store: Store) -> Store:
    """A kilometre clear but for ten metres of one household; the rest is not surveyed."""
    an_outline(store)
    a_parcel(store, "l", "h", **over(500, 510, "both"))
    for uid, from_m, to_m in (("x", 0, 500), ("y", 510, 1000)):
        a_parcel(store, uid, "h", **over(from_m, to_m, "both"))
    for uid in ("p", "x", "y"):
        done = step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-01")
        assert done.is_accepted
    return store
