"""The communes on the route, side by side."""

from typing import Any

from flask import Blueprint, abort, render_template

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.corridor.communes import by_commune, in_units, is_mixed, total
from clearance.rules.basics.shares import percent
from clearance.store.people import units
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage
from clearance.web.responsibility import step_durations
from clearance.web.responsibility.results_labels import since

blueprint = Blueprint("communes", __name__, url_prefix="/communes")
Row = dict[str, Any]
_COLUMNS = (
    Column("name", _l("Xã, thị trấn")),
    Column("households", _l("Hộ"), "number"),
    Column("inventoried", _l("Đã kiểm đếm"), "number"),
    Column("approved", _l("Đã phê duyệt"), "number"),
    Column("paid", _l("Đã chi trả"), "number"),
    Column("handed_over", _l("Đã bàn giao"), "number"),
    Column("parcels", _l("Thửa"), "number"),
    Column("area_ha", _l("Thu hồi (ha)"), "number"),
    Column("graves", _l("Mộ"), "number", only="file"),
    Column("accepted", _l("Mộ đã di chuyển"), "number"),
    Column("obstacles", _l("Vướng mắc"), "number"),
    Column("length_m", _l("Dài tuyến chính (m)"), "number", only="file"),
    Column("clear_m", _l("Mét sạch tuyến chính"), "number", only="file"),
    Column("clear_m", _l("Mét sạch tuyến chính (phần trăm chiều dài)"), "number", only="page"),
    Column("main_scope_m", _l("Sạch, chỉ phạm vi chính (m)"), "number", only="file"),
    Column("clear_percent", _l("Sạch, phần trăm chiều dài"), "number", only="file"),
    Column("branch_length_m", _l("Dài nhánh, đường gom (m)"), "number", only="file"),
    Column("branch_clear_m", _l("Mét sạch nhánh, đường gom"), "number", only="file"),
    Column("news_days", _l("Tin cách đây (ngày)"), "number"),
)
#: The list of communes, sorted by any column.
_COMMUNES = ListPage(
    "communes",
    _l("Các xã trên tuyến"),
    "responsibility/communes/list.html",
    _COLUMNS,
    sorts=[column.key for column in _COLUMNS],
    most=0,
)


@blueprint.get("/")
@opens("communes")
def index() -> Any:
    """One row a commune of the person's area, and their total, on a day."""
    rows, shown_units = _rows()
    whole = _in_words({"name": _("Tổng cộng"), "code": "", **total(rows)})
    shown = [_in_words(row) for row in rows]
    return _COMMUNES.answer(
        shown,
        lambda: {
            "whole": whole,
            "units": shown_units,
            "has_changed": bool(units.list_successions(store())),
            "list_url": list_url,
            "since": since(),
            "paces": step_durations.paces(),
        },
        whole,
    )


@blueprint.get("/<code>")
@opens("communes")
def show(code: str) -> Any:
    """The figures of one commune; ?panel=1 gives them without a frame, for the map."""
    rows, _units = _rows()
    row = next((row for row in rows if row["code"] == code), None) or abort(404)
    page = (
        "responsibility/communes/_panel.html"
        if asked("panel") == "1"
        else "responsibility/communes/show.html"
    )
    return render_template(page, row=_in_words(row), list_url=list_url)


blueprint.add_url_rule("/pace", "pace", opens("communes")(step_durations.index))
blueprint.add_url_rule("/clocks", "clocks", opens("communes")(step_durations.clocks))


def _rows() -> tuple[list[Row], str]:
    """The rows by ?units= of then or today, and which; as cases are filed where nothing is mixed.

    Where communes of before and of after a change both have cases they are today's.
    """
    of = (store(), who(), today(), as_of())
    chosen = asked("units") if asked("units") in ("then", "today") else ""
    chosen = chosen or ("today" if is_mixed(*of) else "")
    if not chosen:
        return by_commune(*of), ""
    rows = in_units(*of, as_of() if chosen == "then" else today())
    return [row | {"name": row["name"] or _("Chưa rõ xã khi ấy")} for row in rows], chosen


def _in_words(row: Row) -> Row:
    """Hectares with two decimals: the areas are sums of the documents' numbers."""
    return {
        **row,
        "area_ha": round(row["area_m2"] / 10_000, 2),
        "clear_percent": percent(row["clear_m"], row["length_m"]),
    }
