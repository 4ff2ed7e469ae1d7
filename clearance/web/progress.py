"""The map's player: the whole way of what is in view in one answer, from the dated facts."""

import json
from datetime import date, timedelta
from typing import Any

from flask import Blueprint

from clearance.reports import progress
from clearance.store import corridor
from clearance.store.histories import list_facts
from clearance.web.access import opens
from clearance.web.desk import as_of, asked, store, today, who
from clearance.web.map_rows import CASES, MOST, group
from clearance.web.map_view import box_asked, fresh, layers_seen

blueprint = Blueprint("progress", __name__)
_DAYS = 730


@blueprint.get("/map/history.json")
@opens("map")
def index() -> Any:
    """Two years up to the day asked for: ?bbox=, ?layers=parcels,graves; the roads always."""
    return fresh(lambda: json.dumps(_told(), separators=(",", ":")).encode(), "application/json")


def _told() -> dict[str, Any]:
    until, box = as_of(), box_asked()
    since = (date.fromisoformat(until) - timedelta(days=_DAYS)).isoformat()
    seen = {row.name for row in layers_seen()} & set(CASES) & set(asked("layers").split(","))
    cases = {
        layer: progress.ways(
            CASES[layer], list_facts(store(), who(), today(), layer, box, MOST),
            since, until, group,
        )
        for layer in sorted(seen)
    }  # fmt: skip
    roads = corridor.list_alignments(store())
    ways = {row["mark"]: list(progress.road_way(store(), row, since)) for row in roads}
    return {"from": since, "to": until, "days": _DAYS, "groups": progress.GROUPS,
            "cases": cases, "roads": ways}  # fmt: skip
