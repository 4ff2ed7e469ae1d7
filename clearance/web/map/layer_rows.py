"""What each layer of the map is made of: rows for the people who may see them."""

from collections.abc import Callable, Iterator
from typing import Any

from clearance.geo.sound import sound
from clearance.maps.along import piece_rows, post_rows, run_rows
from clearance.maps.coverage import glued
from clearance.maps.features import Box, features, posts
from clearance.maps.features import Row as Drawn
from clearance.reports.corridor.ground import line_of, on_day
from clearance.reports.corridor.offline_road import version
from clearance.reports.handover.segments import all_segments
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.invalidation import HANDOVER
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.cache import cached
from clearance.store.map import shapes
from clearance.store.map.base import list_base
from clearance.web.corridor.road import is_main
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.map.filters import applied

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
        return _drawn_along(store(), layer, as_of(), asked("segment"), who().role in MENDING)
    rows = rows_of(layer, box)
    labels = commune_names(box) if layer == "communes" else {}
    return _drawn(layer, rows, labels, who().role in MENDING)


@cached(HANDOVER)
def _drawn_along(own: Store, name: str, day: str, segment: str, tells: bool) -> bytes:
    return _drawn(name, _along(own, name, day, segment), {}, tells)


def _drawn(layer: str, rows: list[Drawn], labels: dict[str, str], tells: bool) -> bytes:
    return features(rows[:MOST], labels, layer in AS_POINTS, len(rows) > MOST, tells)


def made_posts() -> bytes:
    """The kilometre posts of the main lines."""
    return _all_posts(store())


@cached(version)
def _all_posts(own: Store) -> bytes:
    return posts(
        (road["mark"], rows) for road, shape in _roads(own) if (rows := _posts(own, road, shape))
    )


def rows_of(layer: str, box: Box) -> list[Drawn]:
    """What a layer draws in a box (EPSG:3857) for whoever is here, 5,001 cases at most."""
    if layer in CASES:
        return _cases(layer, box)
    if layer in _ALONG:
        return _along(store(), layer, as_of(), asked("segment"))
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
    rows = shapes.list_cases(store(), who(), today(), as_of(), layer, box, MOST, applied())
    return [
        (row["id"], row["code"], group(CASES[layer], row, as_of()), row["web_wkb"]) for row in rows
    ]


def _along(own: Store, name: str, day: str, segment: str) -> list[Drawn]:
    """A layer drawn along every alignment."""
    draw = _ALONG[name]
    return [row for road, shape in _roads(own) for row in draw(own, road, shape, day, segment)]


def _roads(own: Store) -> Iterator[tuple[Row, Row]]:
    """Every alignment that has a shape, with it."""
    for road in corridor.list_alignments(own):
        shape = shapes.find_shape(own, road["uid"])
        if shape and sound([shape["legal_wkb"]])[0] is not None:
            yield road, shape


def _runs(own: Store, road: Row, shape: Row, day: str, _segment: str) -> list[Drawn]:
    return run_rows(line_of(road, shape), on_day(own, road, day).full, shape["crs"])


def _segments(own: Store, road: Row, shape: Row, day: str, segment: str) -> list[Drawn]:
    pieces = [
        (row["code"], row["group"], row["from_m"], row["to_m"])
        for row in all_segments(own, day)
        if row["alignment_uid"] == road["uid"]
        and row["length_m"] > 0
        and segment in ("", row["code"])
    ]
    return piece_rows(line_of(road, shape), pieces, shape["crs"])


def _posts(own: Store, road: Row, shape: Row, *_asked: str) -> list[Drawn]:
    """Posts of the main lines; where there are many of those, fewer along each."""
    if not is_main(road):
        return []
    among = sum(map(is_main, corridor.list_alignments(own)))
    every_m = next(m for most, m in _POSTS if among <= most)
    return post_rows(line_of(road, shape), shape["crs"], every_m)


_ALONG: dict[str, Callable[[Store, Row, Row, str, str], list[Drawn]]] = {
    "runs": _runs,
    "segments": _segments,
    "kilometres": _posts,
}
