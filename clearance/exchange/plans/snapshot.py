"""State of the store that an import is compared with, and saved column maps."""

import json
from typing import Any

import shapely

from clearance.exchange.lists.location_check import Ground, Road
from clearance.exchange.plans.plan import Snapshot
from clearance.exchange.plans.sums import PAYMENT
from clearance.geo.alignment import Alignment
from clearance.geo.crs import DEFAULT
from clearance.store import Store
from clearance.store.cases import retired, steps
from clearance.store.cases.snapshot import count_resting, list_known
from clearance.store.journal import meta


def snapshot_of(store: Store) -> Snapshot:
    """Units, cases and road of the store."""
    lines, corridors = list_known(store, "alignment"), list_known(store, "corridor")
    return Snapshot(
        project_uid=meta.project_uid(store),
        units=list_known(store, "unit"),
        households=list_known(store, "household"),
        parcels=list_known(store, "parcel"),
        graves=list_known(store, "grave"),
        structures=list_known(store, "structure"),
        utilities=list_known(store, "utility"),
        packages=list_known(store, "package"),
        segments=list_known(store, "segment"),
        surveys=list_known(store, "survey"),
        alignments=lines,
        corridors=corridors,
        successions=list_known(store, "succession"),
        base=list_known(store, "base_feature"),
        people=list_known(store, "person"),
        scopes=list_known(store, "scope"),
        ground=_ground(store, lines, corridors),
        resting=count_resting(store),
        retired=retired.list_days(store),
        taken=steps.days_of(store, "household", [code for of in PAYMENT.values() for code in of]),
    )


def ground_of(store: Store) -> Ground:
    """The roads of the store."""
    return _ground(store, list_known(store, "alignment"), list_known(store, "corridor"))


def _ground(store: Store, lines: list[dict[str, Any]], corridors: list[dict[str, Any]]) -> Ground:
    """The roads things are placed along, the main line first; the corridor is all of them."""
    crs = meta.project_crs(store) or DEFAULT
    drawn = [row for row in sorted(lines, key=_rank) if row.get("shape")]
    strips = [shapely.from_wkb(row["shape"]) for row in corridors if row.get("shape")]
    corridor = shapely.union_all(strips) if strips else None
    if not drawn:
        return Ground(crs=crs, corridor=corridor)
    first, *others = (_road(row, corridors) for row in drawn)
    return Ground(
        drawn[0]["crs"] or crs, first.line, corridor, first.uid, first.corridor, tuple(others)
    )


def _rank(row: dict[str, Any]) -> tuple[bool, str]:
    return (row.get("kind") or "main") != "main", row["code"]


def _road(row: dict[str, Any], corridors: list[dict[str, Any]]) -> Road:
    """An alignment with its own corridor."""
    posts = json.loads(row["calibration"] or "[]")
    line = Alignment(shapely.from_wkb(row["shape"]), row["start_m"] or 0, posts)
    own = [
        shapely.from_wkb(c["shape"])
        for c in corridors
        if c.get("shape") and c["alignment_uid"] == row["uid"]
    ]
    return Road(row["uid"], line, shapely.union_all(own) if own else None)


def map_names(store: Store) -> list[str]:
    """Names of all saved column maps, in order."""
    return sorted({row["name"] for row in list_known(store, "column_map")})


def saved_maps(store: Store, target: str) -> dict[str, dict[str, str]]:
    """Column maps saved for a target: name → header → field."""
    rows = [row for row in list_known(store, "column_map") if row["target"] == target]
    return {row["name"]: json.loads(row["mapping"] or "{}") for row in rows}
