"""What each layer of the map is made of: rows for the people who may see them."""

from collections.abc import Callable
from typing import Any

from clearance.maps.along import piece_rows, post_rows, run_rows
from clearance.maps.features import Box, features
from clearance.maps.features import Row as Drawn
from clearance.reports.ground import line_of, on_day
from clearance.reports.kept import until, until_next_change
from clearance.reports.segments import all_segments
from clearance.rules.steps import find_step
from clearance.store import corridor, shapes
from clearance.web.desk import as_of, store, today, who

Row = dict[str, Any]
MOST = 5000
#: So many alignments at most: a kilometre post every so many metres.
_POSTS = ((3, 100), (40, 1000), (10**9, 10_000))
#: Layers that show cases, with the subject whose steps tell their status.
CASES = {"parcels": "parcel", "structures": "structure", "utilities": "utility",
         "graves": "grave"}  # fmt: skip
AS_POINTS = ("structures", "graves")


def group(subject: str, row: Row, day: str) -> str:
    """todo, doing, stuck or done: a thing's own standing, else that of its household."""
    if row["is_public"] or (row["cleared_on"] and row["cleared_on"] <= day):
        return "done"
    if row["obstacles"]:
        return "stuck"
    step = find_step(subject, row["stage"] or "")
    if step is None or subject in ("parcel", "structure"):
        step = find_step("household", row["household_stage"] or "") or step
    return {"done": "doing"}.get(step.group, step.group) if step else "todo"


def made(layer: str, box: Box) -> bytes:
    """GeoJSON of a layer in a box (EPSG:3857): 5,000 features at most, then `more` says so."""
    if layer in CASES:
        return _cases(layer, box)
    return _PLAIN[layer](box)


def _cases(layer: str, box: Box) -> bytes:
    rows = shapes.list_cases(store(), who(), today(), as_of(), layer, box, MOST)
    drawn = [
        (row["id"], row["code"], group(CASES[layer], row, as_of()), row["web_wkb"])
        for row in rows[:MOST]
    ]
    return features(drawn, as_points=layer in AS_POINTS, has_more=len(rows) > MOST)


def _communes(box: Box) -> bytes:
    rows = shapes.list_communes(store(), as_of(), box)
    labels = {row["code"]: row["name"] for row in rows}
    return features([(r["id"], r["code"], "", r["web_wkb"]) for r in rows], labels)


def _table(name: str) -> Callable[[Box], bytes]:
    def rows(box: Box) -> bytes:
        found = shapes.list_plain(store(), name, box)
        return features((r["id"], r["code"], "", r["web_wkb"]) for r in found)

    return rows


def _along(name: str) -> Callable[[Box], bytes]:
    """A layer drawn along every alignment; small, so it is kept whole until the next change."""

    def rows(_box: Box) -> bytes:
        key = ("map", name, as_of())
        return until_next_change(store(), key, lambda: _drawn_along(name))

    return rows


def _drawn_along(name: str) -> bytes:
    drawn: list[Drawn] = []
    for road in corridor.list_alignments(store()):
        shape = shapes.find_shape(store(), road["uid"])
        if shape:
            drawn.extend(_ALONG[name](road, shape))
    return features(drawn[:MOST], has_more=len(drawn) > MOST)


def _runs(road: Row, shape: Row) -> list[Drawn]:
    return run_rows(line_of(road, shape), on_day(store(), road, as_of()).full, shape["crs"])


def _segments(road: Row, shape: Row) -> list[Drawn]:
    pieces = [
        (row["code"], row["group"], row["from_m"], row["to_m"])
        for row in all_segments(store(), as_of())
        if row["alignment_uid"] == road["uid"] and row["length_m"] > 0
    ]
    return piece_rows(line_of(road, shape), pieces, shape["crs"])


def _posts(_box: Box) -> bytes:
    """Posts move with the alignments alone; where there are many, fewer along each."""
    roads = corridor.list_alignments(store())
    stamp = tuple((road["uid"], road["version"]) for road in roads)
    return until(store(), "posts", stamp, lambda: _all_posts(roads))


def _all_posts(roads: list[Row]) -> bytes:
    every_m = next(m for most, m in _POSTS if len(roads) <= most)
    drawn: list[Drawn] = []
    for road in roads:
        if shape := shapes.find_shape(store(), road["uid"]):
            drawn.extend(post_rows(line_of(road, shape), shape["crs"], every_m))
    return features(drawn[:MOST], has_more=len(drawn) > MOST)


_ALONG: dict[str, Callable[[Row, Row], list[Drawn]]] = {
    "runs": _runs, "segments": _segments,
}  # fmt: skip
_PLAIN: dict[str, Callable[[Box], bytes]] = {
    "communes": _communes, "kilometres": _posts, **{name: _table(name) for name in shapes.PLAIN},
    **{name: _along(name) for name in _ALONG},
}  # fmt: skip
