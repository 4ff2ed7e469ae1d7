"""The communes on the route, side by side."""

from typing import Any

from flask import Blueprint, abort, render_template

from clearance.i18n import gettext as _
from clearance.reports.corridor.communes import by_commune, total
from clearance.rules.basics.shares import percent
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, answer, in_order
from clearance.web.responsibility import step_durations
from clearance.web.responsibility.results_labels import since

blueprint = Blueprint("communes", __name__, url_prefix="/communes")
Row = dict[str, Any]
#: Columns of the files that the page tells within another.
_WITHIN = ("graves", "length_m", "clear_percent")


@blueprint.get("/")
@opens("communes")
def index() -> Any:
    """One row a commune of the person's area, and their total, on a day."""
    rows = by_commune(store(), who(), today(), as_of())
    whole = _told({"name": _("Tổng cộng"), "code": "", **total(rows)})
    columns = _columns()
    shown = in_order([_told(row) for row in rows], [key for key, _label, _kind in columns])
    return answer(
        columns,
        shown if asked("format") in ("", "html") else [*shown, whole],
        "communes",
        "responsibility/communes/list.html",
        whole=whole,
        list_url=list_url,
        heads=_shown(columns),
        title=_("Các xã trên tuyến"),
        since=since(),
        paces=step_durations.paces() if asked("format") in ("", "html") else (),
    )


@blueprint.get("/<code>")
@opens("communes")
def show(code: str) -> Any:
    """The figures of one commune; ?panel=1 gives them without a frame, for the map."""
    rows = by_commune(store(), who(), today(), as_of())
    row = next((row for row in rows if row["code"] == code), None) or abort(404)
    page = (
        "responsibility/communes/_panel.html"
        if asked("panel") == "1"
        else "responsibility/communes/show.html"
    )
    return render_template(page, row=_told(row), list_url=list_url)


blueprint.add_url_rule("/pace", "pace", opens("communes")(step_durations.index))
blueprint.add_url_rule("/clocks", "clocks", opens("communes")(step_durations.clocks))


def _told(row: Row) -> Row:
    """Hectares with two decimals: the areas are sums of the documents' numbers."""
    return {
        **row,
        "area_ha": round(row["area_m2"] / 10_000, 2),
        "clear_percent": percent(row["clear_m"], row["length_m"]),
    }


def _shown(columns: list[Column]) -> list[Column]:
    """The page tells the same in fewer columns: a whole stands behind what is done of it."""
    words = {"clear_m": _("Mét sạch (phần trăm chiều dài)")}
    return [
        (key, words.get(key, label), kind) for key, label, kind in columns if key not in _WITHIN
    ]


def _columns() -> list[Column]:
    return [
        ("name", _("Xã, thị trấn"), "text"),
        ("households", _("Hộ"), "number"),
        ("inventoried", _("Đã kiểm đếm"), "number"),
        ("approved", _("Đã phê duyệt"), "number"),
        ("paid", _("Đã chi trả"), "number"),
        ("handed_over", _("Đã bàn giao"), "number"),
        ("parcels", _("Thửa"), "number"),
        ("area_ha", _("Thu hồi (ha)"), "number"),
        ("graves", _("Mộ"), "number"),
        ("accepted", _("Mộ đã di chuyển"), "number"),
        ("obstacles", _("Vướng mắc"), "number"),
        ("length_m", _("Dài tuyến (m)"), "number"),
        ("clear_m", _("Mét sạch"), "number"),
        ("clear_percent", _("Sạch, phần trăm chiều dài"), "number"),
        ("news_days", _("Tin cách đây (ngày)"), "number"),
    ]
