"""What each layer of the map is made of: rows for the people who may see them."""

from collections.abc import Callable, Iterator
from typing import Any

from clearance.geo.sound import sound
from clearance.maps.along import piece_rows, post_rows, run_rows
from clearance.maps.coverage import glued
from clearance.maps.features import Box, features, posts
from clearance.maps.features import Row as Drawn
from clearance.reports.cache import until, until_next_change
from clearance.reports.corridor.ground import line_of, on_day
from clearance.reports.handover.segments import all_segments
from clearance.rules.procedure.steps import find_step
from clearance.store.corridor import corridor
from clearance.store.map import shapes
from clearance.store.map.base import list_base
from clearance.web.corridor.road import is_main
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.map.filters import sifted

Row = dict[str, Any]
MOST = 5000
#: Layers of what the map is drawn upon, with the kinds they show.
BASE = {"rivers": ("river",), "roads": ("road", "rail")}
#: So many alignments at most: a kilometre post every so many metres.
_POSTS = ((3, 100), (40, 1000), (10**9, 10_000))
#: Layers that show cases, with the subject whose steps tell their status.
CASES = {"parcels": "parcel", "structures": "structure", "utilities": "utility", "graves": "grave"}
AS_POINTS = ("structures", "graves")
#: Roles that are told which shapes cannot be drawn: they can bring better ones.
MENDING = ("office", "admin")


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
    if layer in _ALONG:  # small, so it is kept whole until the next change
        key = ("map", layer, as_of(), asked("segment"))
        return until_next_change(store(), key, lambda: _drawn(layer, box))
    return _drawn(layer, box)


def made_posts() -> bytes:
    """The kilometre posts, made again when an alignment is another."""
    roads = corridor.list_alignments(store())
    stamp = tuple((road["uid"], road["version"]) for road in roads)
    return until(
        store(),
        "posts",
        stamp,
        lambda: posts(
            (road["mark"], rows) for road, shape in _roads() if (rows := _posts(road, shape))
        ),
    )


def _drawn(layer: str, box: Box) -> bytes:
    rows = rows_of(layer, box)
    labels = commune_names(box) if layer == "communes" else {}
    as_points = layer in AS_POINTS
    tells = who().role in MENDING
    return features(rows[:MOST], labels, as_points, len(rows) > MOST, tells)


def rows_of(layer: str, box: Box) -> list[Drawn]:
    """What a layer draws in a box (EPSG:3857) for whoever is here, 5,001 cases at most."""
    if layer in CASES:
        return _cases(layer, box)
    if layer in _ALONG:
        return _along(layer)
    if layer in BASE:
        found = [row for kind in BASE[layer] for row in list_base(store(), kind, box, MOST + 1)]
    elif layer == "communes":
        return glued(_plain(shapes.list_communes(store(), as_of(), box)))
    else:
        found = shapes.list_plain(store(), layer, box)
    return _plain(found)


def _plain(found: list[Row]) -> list[Drawn]:
    return [(row["id"], row["code"], "", row["web_wkb"]) for row in found]


def commune_names(box: Box) -> dict[str, str]:
    """The names of the communes in a box by their codes."""
    return {row["code"]: row["name"] for row in shapes.list_communes(store(), as_of(), box)}


def _cases(layer: str, box: Box) -> list[Drawn]:
    rows = shapes.list_cases(store(), who(), today(), as_of(), layer, box, MOST, sifted())
    return [
        (row["id"], row["code"], group(CASES[layer], row, as_of()), row["web_wkb"]) for row in rows
    ]


def _along(name: str) -> list[Drawn]:
    """A layer drawn along every alignment."""
    return [row for road, shape in _roads() for row in _ALONG[name](road, shape)]


def _roads() -> Iterator[tuple[Row, Row]]:
    """Every alignment that has a shape, with it."""
    for road in corridor.list_alignments(store()):
        shape = shapes.find_shape(store(), road["uid"])
        if shape and sound([shape["legal_wkb"]])[0] is not None:
            yield road, shape


def _runs(road: Row, shape: Row) -> list[Drawn]:
    return run_rows(line_of(road, shape), on_day(store(), road, as_of()).full, shape["crs"])


def _segments(road: Row, shape: Row) -> list[Drawn]:
    pieces = [
        (row["code"], row["group"], row["from_m"], row["to_m"])
        for row in all_segments(store(), as_of())
        if row["alignment_uid"] == road["uid"]
        and row["length_m"] > 0
        and asked("segment") in ("", row["code"])
    ]
    return piece_rows(line_of(road, shape), pieces, shape["crs"])


def _posts(road: Row, shape: Row) -> list[Drawn]:
    """Posts of the main lines; where there are many of those, fewer along each."""
    if not is_main(road):
        return []
    among = sum(map(is_main, corridor.list_alignments(store())))
    every_m = next(m for most, m in _POSTS if among <= most)
    return post_rows(line_of(road, shape), shape["crs"], every_m)


_ALONG: dict[str, Callable[[Row, Row], list[Drawn]]] = {
    "runs": _runs,
    "segments": _segments,
    "kilometres": _posts,
}
