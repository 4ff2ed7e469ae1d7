"""One alignment's ground: what lies on it, which metres are recorded, which are clear on a day."""

import json
from dataclasses import dataclass
from typing import Any

from clearance.geo.alignment import Alignment
from clearance.geo.crs import convert_shapes
from clearance.geo.records import recorded
from clearance.geo.shapes import from_hex, union
from clearance.geo.sound import sound
from clearance.rules.corridor.handover import Blocker, Handover, Span, handover
from clearance.rules.corridor.pieces import spans_of
from clearance.rules.corridor.scopes import in_main
from clearance.rules.corridor.surveys import NO_SURVEYS, Declaration, Surveys
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.corridor import corridor, surveys
from clearance.store.journal.cache import cached
from clearance.store.map import shapes

#: The drawings by which recorded ground is measured, in the order they are brought in.
_DRAWN = ("alignment", "corridor", "parcel")


@dataclass(frozen=True, slots=True)
class Ground:
    """What can block metres along one alignment, and the spans that were surveyed, per side.

    `recorded` is `surveys.counted`. `missing` names the drawing without which nobody can say what
    is recorded over the full width (alignment, corridor or parcel): then every metre that is not
    blocked is unknown.
    """

    start_m: int
    length_m: int
    blockers: tuple[Blocker, ...]
    recorded: tuple[Span, ...]
    missing: str = ""
    surveys: Surveys = NO_SURVEYS


@cached(GROUND)
def ground(store: Store, alignment: dict[str, Any]) -> Ground:
    """The ground of an alignment row."""
    return _ground(store, alignment, *_measured(store, alignment))


def fresh_day(store: Store, alignment: dict[str, Any], as_of: str) -> Handover:
    """`on_day` with nothing kept: of a state that is looked at and given back."""
    land = measure(alignment, shapes.list_ground(store, alignment["uid"]))
    here = _ground(store, alignment, *land)
    return handover(here.length_m, here.blockers, here.recorded, as_of, here.start_m)


def _ground(
    store: Store, alignment: dict[str, Any], land: tuple[Span, ...], missing: str
) -> Ground:
    things = corridor.list_things(store, alignment["uid"])
    blockers = tuple(
        Blocker(
            t["from_m"],
            t["to_m"],
            t["side"] or "both",
            t["cleared_on"],
            t["uid"],
            t["code"],
            t["subject"],
            spans_of(t["parts"]),
            t["scope"],
        )
        for t in things
        if not t["is_public"]
    )
    declared = tuple(Declaration(**row) for row in surveys.list_declared(store, alignment["uid"]))
    known = Surveys(land, declared, bool(surveys.counted_from(store, alignment["project_uid"])))
    start_m, length_m = alignment["start_m"] or 0, alignment["length_m"]
    return Ground(start_m, length_m, blockers, known.counted, missing, known)


@cached(GROUND)
def on_day(store: Store, alignment: dict[str, Any], as_of: str) -> Handover:
    """Clear, blocked and unknown runs of an alignment on a day."""
    here = ground(store, alignment)
    return handover(here.length_m, here.blockers, here.recorded, as_of, here.start_m)


@cached(GROUND)
def main_on_day(store: Store, alignment: dict[str, Any], as_of: str) -> Handover:
    """The same runs with things of the main scope of works alone in the way."""
    here = ground(store, alignment)
    main = in_main(here.blockers)
    if len(main) == len(here.blockers):
        return on_day(store, alignment, as_of)
    return handover(here.length_m, main, here.recorded, as_of, here.start_m)


@cached(GROUND)
def held(store: Store, alignment: dict[str, Any], as_of: str) -> tuple[Blocker, ...]:
    """The blockers of an alignment that still hold their metres on a day."""
    return tuple(b for b in ground(store, alignment).blockers if b.holds(as_of))


def line_of(alignment: dict[str, Any], shape: dict[str, Any]) -> Alignment:
    """The measured line of an alignment row and its stored shape."""
    line = from_hex([shape["legal_wkb"].hex()])[0]
    table = json.loads(alignment["calibration"] or "[]")
    return Alignment(line, alignment["start_m"] or 0, table)


def _drawings(store: Store, alignment: dict[str, Any]) -> dict[str, Any]:
    return shapes.ground_stamp(store, alignment["uid"])


@cached(_drawings)
def _measured(store: Store, alignment: dict[str, Any]) -> tuple[tuple[Span, ...], str]:
    """Spans by the shapes themselves, and which shape is missing.

    Intervals alone would count a metre as recorded when one plot of five across is.
    """
    return measure(alignment, shapes.list_ground(store, alignment["uid"]))


def measure(alignment: dict[str, Any], rows: list[dict[str, Any]]) -> tuple[tuple[Span, ...], str]:
    """Spans that rows of store.shapes.list_ground cover, or the name of the shape they lack."""
    found = {name: [r for r in rows if r["subject"] == name] for name in _DRAWN}
    missing = next((name for name, there in found.items() if not there), "")
    if missing:
        return (), missing
    (line, *_), outlines, parcels = found.values()
    outline = union(_shapes(outlines, line["crs"]))
    spans = recorded(line_of(alignment, line), outline, _shapes(parcels, line["crs"]))
    return tuple(spans), ""


def _shapes(rows: list[dict[str, Any]], crs: int) -> list[Any]:
    """Shapes of stored rows, all in one legal system."""
    by_system: dict[int, list[Any]] = {}
    for row, shape in zip(rows, sound([row["legal_wkb"] for row in rows]), strict=True):
        if shape is not None:
            by_system.setdefault(row["crs"], []).append(shape)
    return [shape for own, found in by_system.items() for shape in convert_shapes(found, own, crs)]
