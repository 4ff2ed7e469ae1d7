"""What pages about the road share: its strip, its things in words, its numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import abort, make_response, render_template, url_for

from clearance.i18n import gettext as _
from clearance.maps.strip import Band, Mark, Strip
from clearance.reports.corridor.commune_bands import commune_bands
from clearance.reports.handover.segments import all_segments
from clearance.rules.basics.actors import Who
from clearance.rules.basics.quantities import show_date
from clearance.rules.corridor.handover import Handover, within
from clearance.rules.records.permissions import may_open
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.cache import cached
from clearance.store.map import tile_revision
from clearance.web.corridor.comparison import ghost_day, ghost_runs
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.known_as_of import held_of
from clearance.web.frame.project_name import show_project_of
from clearance.web.frame.road_labels import ROADS
from clearance.web.frame.visibility import area

Row = dict[str, Any]
#: More segments than this on one strip are told by the end of their code alone.
_FEW = 14
_MARKED = ("grave", "structure", "utility")


def roads_or_empty() -> list[Row]:
    """The alignments of the project; where none is drawn yet, a page that says what to do."""
    rows = corridor.list_alignments(store())
    return rows or abort(make_response(render_template("corridor/empty.html")))


def chosen_road(roads: list[Row]) -> Row:
    """The alignment asked for by ?alignment=, else the one with most of the person's parcels."""
    road = _road_of(roads)
    show_project_of(road)
    return road


def _road_of(roads: list[Row]) -> Row:
    code = asked("alignment")
    if code:
        named = (road for road in roads if code in (road["mark"], road["uid"]))
        return next(named, None) or abort(404)
    uid = _own(store(), who(), today(), area()) if len(roads) > 1 else ""
    return next((road for road in roads if road["uid"] == uid), roads[0])


def is_main(road: Row) -> bool:
    """Whether it is the expressway itself, no ramp and no service road."""
    return (road["kind"] or "main") == "main"


def _parcels(own: Store, *_arguments: Any) -> str:
    return tile_revision.last(own)


@cached(_parcels)
def _own(own: Store, me: Who, day: str, area: str) -> str | None:
    """The road with most of the person's parcels: counted again when parcels or area are others."""
    return corridor.own_alignment(own, me, day)


def with_kinds(roads: list[Row]) -> list[Row]:
    """Alignments with their kind in words, for choosing one."""
    return [road | {"kind_words": ROADS[road["kind"] or "main"]()} for road in roads]


def strip_of(road: Row, state: Handover) -> Strip:
    """The strip map of an alignment on a day: runs, communes, packages, segments, marks."""
    uid = road["uid"]
    marks = [
        Mark(b.from_m, b.side, b.kind) for b in held_of(road, state.as_of) if b.kind in _MARKED
    ]
    return Strip(
        road["start_m"] or 0,
        road["length_m"],
        state.full,
        state.left,
        state.right,
        communes=_bands(road, commune_bands(store(), road), "name"),
        packages=_bands(road, corridor.list_packages(store(), uid), "code"),
        segments=_segments(road, state.as_of),
        marks=marks,
        earlier=ghost_runs(road),
        as_of=state.as_of,
    )


def strip_between(road: Row, state: Handover, from_m: int, to_m: int) -> Strip:
    """The same strip for one piece of the road, without the brackets around it."""
    whole = strip_of(road, state)
    full, left, right = (within(r, from_m, to_m) for r in (state.full, state.left, state.right))
    return Strip(
        from_m,
        to_m - from_m,
        full,
        left,
        right,
        communes=_inside(whole.communes, from_m, to_m),
        packages=_inside(whole.packages, from_m, to_m),
        marks=[mark for mark in whole.marks if from_m <= mark.at_m < to_m],
        as_of=state.as_of,
    )


def _inside(bands: Sequence[Band], from_m: int, to_m: int) -> list[Band]:
    cut = (replace(b, from_m=max(b.from_m, from_m), to_m=min(b.to_m, to_m)) for b in bands)
    return [band for band in cut if band.from_m < band.to_m]


def place_url(road: Row, from_m: int, to_m: int) -> str:
    """The corridor page at one place."""
    args = {
        "alignment": road["mark"],
        "as_of": asked("as_of") or None,
        "ghost": ghost_day() or None,
        "known": asked("known") or None,
        "from": from_m,
        "to": to_m,
    }
    return url_for("corridor.index", **args, _anchor="place")


def _bands(road: Row, rows: list[Row], name: str) -> list[Band]:
    return [
        Band(r["from_m"], r["to_m"], r[name], place_url(road, r["from_m"], r["to_m"])) for r in rows
    ]


def _segments(road: Row, day: str) -> list[Band]:
    """Handover segments with the day each is needed by, linked for those who may open them."""
    rows = [
        r
        for r in all_segments(store(), day)
        if r["alignment_uid"] == road["uid"] and r["length_m"] > 0
    ]
    may, as_of, many = may_open(who().role, "segments"), asked("as_of") or None, len(rows) > _FEW
    return [
        Band(
            r["from_m"],
            r["to_m"],
            r["code"].rsplit("-", 1)[-1] if many else r["code"],
            url_for("segments.show", code=r["code"], as_of=as_of)
            if may
            else place_url(road, r["from_m"], r["to_m"]),
            *_needed(r),
        )
        for r in rows
    ]


def _needed(row: Row) -> tuple[str, bool]:
    """The word under a segment's bracket, and whether it comes too late."""
    if row["standing"] == "accepted":
        return f"✓ {_('đã nhận')}", False
    day = row["need_by_on"]
    is_late = row["float_days"] is not None and row["float_days"] < 0
    return (show_date(date.fromisoformat(day)) if day else ""), is_late
