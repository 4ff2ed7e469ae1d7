"""All projects that this centre takes in, side by side, and how fresh their news is."""

from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.records.freshness import days_since, freshness
from clearance.store.journal import origins
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today
from clearance.web.frame.lists import Column, answer, in_order

blueprint = Blueprint("hub", __name__, url_prefix="/hub")
Row = dict[str, Any]


@blueprint.get("/")
@opens("hub")
def index() -> Any:
    """One row a project: households handed over, last news, freshness in word, colour, shape."""
    columns = _columns()
    rows = [_told(row) for row in origins.list_projects(store())]
    shown = in_order(rows, [key for key, _label, _kind in columns])
    return answer(columns, shown, "projects", "data/hub/list.html", title=_("Các dự án"))


def _told(row: Row) -> Row:
    news_at = row["news_at"] if row["seq"] is not None else origins.last_own_news(store())
    days = days_since(news_at, today())
    fresh = freshness(days)
    return {
        **row,
        "news_days": days,
        "group": fresh.group,
        "freshness": label(fresh),
        "news_on": _day(news_at),
        "asked_on": _day(row["asked_at"]),
    }


def _day(instant: str | None) -> str | None:
    return local_day(from_stamp(instant)) if instant else None


def _columns() -> list[Column]:
    return [
        ("name", _("Dự án"), "text"),
        ("code", _("Mã"), "text"),
        ("households", _("Hộ"), "number"),
        ("handed_over", _("Đã bàn giao"), "number"),
        ("freshness", _("Tin tức"), "text"),
        ("news_on", _("Tin cuối"), "date"),
        ("news_days", _("Tin cách đây (ngày)"), "number"),
        ("asked_on", _("Hỏi lần cuối"), "date"),
    ]
