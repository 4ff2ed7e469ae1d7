"""What a cadre finds at the place: its code and metres, what bars it, and the office's word."""

import json
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clearance.geo.alignment import Alignment
from clearance.geo.found_place import UNSURE_M, Line, found_place, point_in
from clearance.geo.shapes import from_hex
from clearance.rules.basics.chainage import covering, to_metres
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.records.register import FINDABLE, provisional_code
from clearance.store import Store
from clearance.store.cases import register
from clearance.store.corridor import corridor
from clearance.store.journal import meta
from clearance.store.map import shapes

if TYPE_CHECKING:
    from clearance.record.facts import Facts

Patch = dict[str, Any]
#: Found things drawn by a point; a parcel's outline comes with its survey.
_DRAWN = ("grave", "structure")


def malformed(change: Change) -> tuple[str, str] | None:
    """What a finding lacks: its commune, and a place by phone or by chainage."""
    if change.fact != "found":
        return None
    patch = change.patch
    if not patch.get("unit_uid"):
        return "missing_field", "unit_uid"
    spot = [patch.get(name) for name in ("lon", "lat", "accuracy_m")]
    if any(value is not None for value in spot):
        return None if _is_on_earth(*spot) else ("bad_value", "lon")
    return None if patch.get("at_km") else ("missing_field", "at_km")


def _is_on_earth(lon: Any, lat: Any, accuracy_m: Any) -> bool:
    known = all(isinstance(value, int | float) for value in (lon, lat, accuracy_m))
    return known and abs(lon) <= 180 and abs(lat) <= 85 and 0 <= accuracy_m < math.inf


def complete(store: Store, facts: "Facts") -> Patch:
    """A provisional code, the mark that the office has to confirm it, and its metres."""
    subject, patch = facts.change.subject, facts.change.patch
    place = _placed(store, subject, patch)
    codes = register.provisional_codes(store, subject)
    told = {"code": provisional_code(codes), "is_unconfirmed": 1}
    return told | (place if isinstance(place, dict) else {})


def _placed(store: Store, subject: str, patch: Mapping[str, Any]) -> Patch | str:
    """The fields of its place on the road, or the reason why it has none."""
    lines = _lines(store)
    if patch.get("lon") is None:
        return _by_chainage(store, patch)
    if patch["accuracy_m"] > UNSURE_M:
        return "place_unsure"
    spot = (patch["lon"], patch["lat"])
    found = found_place(*spot, patch["accuracy_m"], lines)
    if lines and found is None:
        return "far_from_road"
    crs = meta.project_crs(store)
    found = found or (point_in(*spot, crs) if crs else {})
    return found if subject in _DRAWN else _without_shape(found)


def _without_shape(place: Patch) -> Patch:
    return {name: value for name, value in place.items() if name not in ("shape", "crs")}


def _lines(store: Store) -> list[Line]:
    """The alignments that are drawn, main lines first."""
    rows = ((row, shapes.find_shape(store, row["uid"])) for row in corridor.list_alignments(store))
    return [
        Line(row["uid"], _line(row, shape["legal_wkb"]), shape["crs"])
        for row, shape in rows
        if shape
    ]


def _line(row: Patch, wkb: bytes) -> Alignment:
    table = json.loads(row["calibration"] or "[]")
    return Alignment(from_hex([wkb.hex()])[0], row["start_m"] or 0, table)


def _by_chainage(store: Store, patch: Mapping[str, Any]) -> Patch | str:
    """The metre of a chainage that was typed, on the main line."""
    try:
        at = to_metres(patch["at_km"])
    except ValueError:
        return "bad_chainage"
    start, end = covering(at, at)
    place = {"chainage_from_m": start, "chainage_to_m": end, "side": patch.get("side") or "both"}
    road = next(iter(corridor.list_alignments(store)), None)
    if road is None:
        return place
    first = road["start_m"] or 0
    last = first + road["length_m"]
    if at == last:  # the road's end is a place on it: its last metre
        place |= {"chainage_from_m": last - 1, "chainage_to_m": last}
    is_on = first <= at <= last
    return {"alignment_uid": road["uid"], **place} if is_on else "far_from_road"


def _finding(store: Store, facts: "Facts") -> Outcome | None:
    place = _placed(store, facts.change.subject, facts.change.patch)
    if isinstance(place, str):
        return Outcome("refused", place)
    return None if facts.change.evidence else Outcome("refused", "missing_evidence")


def _confirmation(_: Store, facts: "Facts") -> Outcome | None:
    is_awaited = bool(facts.row.get("is_unconfirmed"))
    return None if is_awaited else Outcome("refused", "not_awaiting")


_OBJECTIONS = {"found": _finding, "confirmed": _confirmation}


def objection(store: Store, facts: "Facts") -> Outcome | None:
    """The reason for saying no to a finding or to its confirmation; None without one."""
    check = _OBJECTIONS.get(facts.change.fact) if facts.change.subject in FINDABLE else None
    return check(store, facts) if check else None


def _confirmed(_: Store, __: "Facts") -> Patch:
    return {"is_unconfirmed": 0}


COMPLETED: dict[tuple[str, str], Callable[[Store, "Facts"], Patch]] = {
    **{(subject, "found"): complete for subject in FINDABLE},
    **{(subject, "confirmed"): _confirmed for subject in FINDABLE},
}
