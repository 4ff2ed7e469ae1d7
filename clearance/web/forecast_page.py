"""What holds one segment and until when: with codes for whoever may see cases, else counts."""

from typing import Any

from clearance.reports.ground import on_day
from clearance.store import corridor
from clearance.web import place
from clearance.web.desk import as_of, store
from clearance.web.forecast_words import held_words

Row = dict[str, Any]


def holding(row: Row) -> Row | None:
    """The cases that hold a segment on the day shown; None without a place on a road."""
    roads = (r for r in corridor.list_alignments(store()) if r["uid"] == row["alignment_uid"])
    road = next(roads, None)
    if road is None or None in (row["from_m"], row["to_m"]):
        return None
    if not place.may_see_cases():
        return {"rows": [], "counts": held_words(row, road, as_of()), "hidden": 0}
    told = place.told(road, on_day(store(), road, as_of()), (row["from_m"], row["to_m"]))
    rows = [r | {"is_driver": r["step_uid"] == row["driver"]} for r in told["rows"]]
    counts = held_words(row, road, as_of()) if told["hidden"] else []
    return {"rows": rows, "counts": counts, "hidden": told["hidden"]}
