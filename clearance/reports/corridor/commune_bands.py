"""Communes along an alignment: each of its metres in one commune, by the outlines as drawn."""

from collections.abc import Sequence
from typing import Any

from clearance.geo.communes import partition
from clearance.geo.crs import convert_shapes
from clearance.geo.sound import sound
from clearance.reports.corridor.ground import line_of
from clearance.store import Store
from clearance.store.corridor import communes
from clearance.store.journal.cache import FOREVER, cached
from clearance.store.map import shapes

Row = dict[str, Any]


def commune_bands(store: Store, road: Row) -> list[Row]:
    """Rising rows uid, code, name, from_m, to_m: disjoint, a commune entered twice has two.

    A commune without an outline has the metres written for it that no outline holds.
    """
    rows = communes.list_along(store, road)
    if road["kind"] in communes.BRANCHES and not any(row["is_drawn"] for row in rows):
        return communes.branch_bands(store, road["uid"])
    return _bands(store, road, _of_one_time(rows))


def _of_one_time(rows: list[Row]) -> list[Row]:
    """Communes before or after a merger, as cases are filed; those with parcels here come first."""
    here = [row for row in rows if row["is_touched"]]
    filed = here or [row for row in rows if row["is_filed"] and not row["is_elsewhere"]]
    times = {_last_day(row) for row in filed} or {max(map(_last_day, rows), default="")}
    others = [
        row
        for row in rows
        if not row["is_touched"]
        and _last_day(row) in times
        and (row["is_drawn"] or not row["is_elsewhere"])
    ]
    return here + others


def _last_day(row: Row) -> str:
    return row["valid_to"] or "9999"


@cached(FOREVER)
def _bands(store: Store, road: Row, rows: list[Row]) -> list[Row]:
    start_m = road["start_m"] or 0
    drawn = [row["uid"] for row in rows if row["is_drawn"]]
    line = shapes.find_shape(store, road["uid"]) if drawn else None
    outlines = _outlines(store, drawn, line["crs"]) if line else {}
    places = [outlines.get(row["uid"], _written(row)) for row in rows]
    course = line_of(road, line) if line else None
    return [
        {
            **{name: rows[number][name] for name in ("uid", "code", "name")},
            "from_m": from_m,
            "to_m": to_m,
        }
        for number, from_m, to_m in partition(course, (start_m, start_m + road["length_m"]), places)
    ]


def _written(row: Row) -> tuple[int, int] | None:
    is_there = not row["is_drawn"] and None not in (row["from_m"], row["to_m"])
    return (row["from_m"], row["to_m"]) if is_there else None


def _outlines(store: Store, uids: Sequence[str], crs: int) -> dict[str, Any]:
    """The outlines of units in one legal system, by uid."""
    return {
        row["subject_uid"]: shape
        for row in shapes.list_legal(store, uids)
        for shape in convert_shapes(sound([row["legal_wkb"]]), row["crs"], crs)
        if shape is not None
    }
