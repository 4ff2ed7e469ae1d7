"""The map on paper: what is in view as one vector sheet, true to scale, codes only."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.maps.features import Box, in_metres
from clearance.maps.layers import LAYERS
from clearance.maps.paper import PAPERS, Paper, fitted
from clearance.maps.sheet import Part, Titles, draw
from clearance.rules.basics.quantities import show_date
from clearance.store.corridor import corridor
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today
from clearance.web.frame.labels import show_whole
from clearance.web.frame.links import may_see_cases
from clearance.web.map.bounds import bounds
from clearance.web.map.filters import given, offered
from clearance.web.map.layer_rows import MOST, commune_names, rows_of
from clearance.web.map.table import view
from clearance.web.map.view import layers_seen

blueprint = Blueprint("sheet", __name__)
#: From this scale on (the N of 1:N) single parcels are too small: the road is drawn as runs.
_FINE = 25_000
_COARSE_ONLY, _FINE_ONLY = ("runs",), ("parcels", "structures", "graves", "utilities")


@blueprint.get("/map/sheet")
@opens("map")
def index() -> Any:
    """?paper=A4|A3 of ?bbox= or ?view=, of a commune or of the whole road."""
    name = asked("paper", "A4")
    if name not in PAPERS:
        abort(400, _("paper: A4 hoặc A3."))
    paper = fitted(_place(), name)
    parts = [part for part in _parts(paper) if part.rows]
    is_cut = any(len(part.rows) == MOST for part in parts)
    svg = draw(paper, parts, _titles(paper), label, show_whole)
    return render_template("map/sheet.html", svg=svg, paper=paper, is_cut=is_cut, papers=PAPERS)


def _place() -> Box:
    """The box shown, in EPSG:3857."""
    return view() or in_metres(bounds())


def _parts(paper: Paper) -> list[Part]:
    """The layers that can be read at that scale, for whoever is here."""
    is_fine = paper.scale <= _FINE and may_see_cases()
    left_out = _COARSE_ONLY if is_fine else _FINE_ONLY
    seen = {row.name for row in layers_seen()} - set(left_out) - {"segments"}
    return [_part(paper, name) for name in LAYERS if name in seen]


def _part(paper: Paper, name: str) -> Part:
    rows = rows_of(name, paper.box)
    labels = commune_names(paper.box) if name == "communes" else {}
    if name == "kilometres":
        every = next(every for scale, every in _EVERY if paper.scale <= scale)
        rows = [row for row in rows if row[0] % every == 0]
        labels = {row[1]: row[1] if every < 1000 else row[1].split("+")[0] for row in rows}
    return Part(LAYERS[name], rows[:MOST], labels)


#: Up to which scale posts are written every how many metres.
_EVERY = ((5_000, 100), (50_000, 1000), (10**9, 5000))


def _titles(paper: Paper) -> Titles:
    """What is written around the map: codes and names of places only."""
    roads = [road["name"] or road["code"] for road in corridor.list_alignments(store())]
    day = show_date(date.fromisoformat(as_of()))
    scale = f"1:{show_whole(paper.scale)} ({paper.name})"
    return Titles(
        _("Bản đồ giải phóng mặt bằng") + (f" – {roads[0]}" if roads else ""),
        _("Số liệu tính đến ngày %(day)s, theo nay biết", day=day),
        _filter_line(),
        _("Tỷ lệ %(scale)s", scale=scale),
        _(
            "Nguồn: hồ sơ của tổ công tác. In ngày %(day)s. Không có dữ liệu cá nhân.",
            day=show_date(date.fromisoformat(today())),
        ),
    )


def _filter_line() -> str:
    """The filters in words; who follows a case is a person, so that name stays off the paper."""
    if not given() or not may_see_cases():
        return ""
    words = [
        f"{row.label}: {said}"
        for row in offered()
        for value, said, _n in row.options
        if value == row.selected and row.name != "holder"
    ]
    return _("Lọc: %(given)s", given=", ".join(words)) if words else ""
