"""The map's player: the whole way of what is in view in one answer, from the dated facts."""

import json
from datetime import date, timedelta
from typing import Any

from flask import Blueprint

from clearance.reports.corridor import player
from clearance.store.corridor import corridor
from clearance.store.map.histories import list_facts
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.map.layer_rows import CASES, MOST, group
from clearance.web.map.view import box_asked, fresh, layers_seen

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
        layer: player.ways(
            CASES[layer],
            list_facts(store(), who(), today(), layer, box, MOST),
            since,
            until,
            group,
        )
        for layer in sorted(seen)
    }
    roads = corridor.list_alignments(store())
    ways = {row["mark"]: list(player.road_way(store(), row, since)) for row in roads}
    return {
        "from": since,
        "to": until,
        "days": _DAYS,
        "groups": player.GROUPS,
        "cases": cases,
        "roads": ways,
    }
