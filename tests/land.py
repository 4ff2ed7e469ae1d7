"""Ground over the full width of the test line: what makes a metre of it known, blocked, clear."""

from typing import Any

import shapely

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.corridor.surveys import DECLARED
from clearance.store import Store
from tests.given import NOW, OFFICE, PROJECT, a_change, a_parcel, a_shape, by, registered, step


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


def declared(store: Store, kind: str, from_m: int = 0, to_m: int = 10_000, **fields: Any) -> str:
    """The office declares one kind surveyed from a chainage to another; nothing else is there."""
    uid = f"{kind}-{from_m}-{to_m}"
    told = {"alignment_uid": "al", "kind": kind, "chainage_from_m": from_m, "chainage_to_m": to_m}
    change = registered("survey", uid, **{**told, "result": "brought_in", **fields})
    assert by(OFFICE, store, change).is_accepted
    return uid


def all_declared(store: Store, from_m: int = 0, to_m: int = 10_000) -> None:
    """Houses, lines and graves declared surveyed alike."""
    for kind in DECLARED:
        declared(store, kind, from_m, to_m)


def surveys_counted(store: Store) -> None:
    """The project counts declarations from today on."""
    change = a_change("project", PROJECT, "revised", patch={"surveys_from": "2026-11-20"})
    assert by(OFFICE, store, change).is_accepted


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
