"""Plans of splitting and merging parcels: what is known of the old ones, read from the store."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from clearance.geo import shapes
from clearance.geo.places import join
from clearance.rules.corridor.handover import Span
from clearance.rules.corridor.pieces import spans_of
from clearance.rules.operations.parcel_facts import Old, Part
from clearance.rules.operations.parcels import Joined, merge, split
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from clearance.store.cases import obstacles, parcels, steps
from clearance.store.corridor import offerings
from clearance.store.engine.connection import Row

#: Stages of an offering whose parcels stay as they are; a list not sent yet is made anew.
_HELD = ("offered", "accepted")


def plan_split(
    store: Store, plan: Plan, uid: str, parts: Sequence[Part], answers: Mapping[str, str]
) -> Plan:
    """Fill the plan that puts parts in place of one parcel."""
    return split(_old(store, uid), parts, plan, answers)


def plan_merge(
    store: Store, plan: Plan, uids: Sequence[str], part: Part, answers: Mapping[str, str]
) -> Plan:
    """Fill the plan that puts one parcel in place of several."""
    olds = [_old(store, uid) for uid in uids]
    return merge(olds, Joined(part, _place([dict(old.row) for old in olds])), plan, answers)


def _old(store: Store, uid: str) -> Old:
    row = parcels.find_whole(store, uid)
    held = [one for one in offerings.of_parcel(store, uid) if one["stage"] in _HELD]
    return Old(
        row,
        row["unit_code"] or "",
        steps.dates(store, uid),
        parcels.list_all_upon(store, uid),
        [
            one | {"subject": "obstacle", "code": f"{one['kind']} {one['opened_on']}"}
            for one in obstacles.list_obstacles(store, uid)
            if not one["closed_on"]
        ],
        held[0]["code"] if held else "",
    )


def _place(rows: Sequence[Row]) -> dict[str, Any]:
    """The stretch of all the parcels together, part by part, and their common outline."""
    drawn = [row for row in rows if row.get("shape") and row["crs"] == rows[0]["crs"]]
    outline = shapes.to_hex(shapes.union(shapes.from_hex([row["shape"] for row in drawn])))
    place = _stretch([row for row in rows if row["chainage_from_m"] is not None])
    return place | ({"shape": outline, "crs": drawn[0]["crs"]} if drawn else {})


def _whole(row: Row) -> Span:
    return Span(row["chainage_from_m"], row["chainage_to_m"], row["side"] or "both")


def _stretch(rows: Sequence[Row]) -> dict[str, Any]:
    """Interval, side and parts (JSON rows [from, to, side]) over several parcels."""
    pieces = [
        (span.from_m, span.to_m, span.side)
        for row in rows
        for span in spans_of(row["parts"]) or (_whole(row),)
    ]
    found = join(pieces)
    if not found:
        return {}
    sides = {side for _from, _to, side in found}
    offsets = [row["offset_m"] for row in rows if row["offset_m"] is not None]
    return {
        "chainage_from_m": found[0][0],
        "chainage_to_m": max(end for _from, end, _side in found),
        "side": found[0][2] if len(sides) == 1 else "both",
        "parts": json.dumps(found) if len(found) > 1 else None,
        "offset_m": round(sum(offsets) / len(offsets), 2) if offsets else None,
    }
