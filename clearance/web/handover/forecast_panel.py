"""What holds one segment and until when: with codes for whoever may see cases, else counts."""

from typing import Any

from clearance.reports.corridor.ground import on_day
from clearance.store.corridor import corridor
from clearance.web.corridor import place
from clearance.web.frame.context import as_of, store
from clearance.web.frame.links import may_see_cases
from clearance.web.handover.forecast_labels import held_words

Row = dict[str, Any]


def holding(row: Row) -> Row | None:
    """The cases that hold a segment on the day shown; None without a place on a road."""
    roads = (r for r in corridor.list_alignments(store()) if r["uid"] == row["alignment_uid"])
    road = next(roads, None)
    if road is None or None in (row["from_m"], row["to_m"]):
        return None
    if not may_see_cases():
        return {"rows": [], "counts": held_words(row, road, as_of()), "hidden": 0}
    told = place.told(road, on_day(store(), road, as_of()), (row["from_m"], row["to_m"]))
    rows = [r | {"is_driver": r["step_uid"] == row["driver"]} for r in told["rows"]]
    counts = held_words(row, road, as_of()) if told["hidden"] else []
    return {"rows": rows, "counts": counts, "hidden": told["hidden"]}
