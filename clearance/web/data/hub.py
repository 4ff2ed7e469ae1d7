"""All projects that this centre takes in, side by side, and how fresh their news is."""

from typing import Any

from flask import Blueprint

from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.records.freshness import days_since, freshness
from clearance.store.journal import origins
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today
from clearance.web.frame.lists import Column, ListPage

blueprint = Blueprint("hub", __name__, url_prefix="/hub")
Row = dict[str, Any]
_COLUMNS = (
    Column("name", _l("Dự án")),
    Column("code", _l("Mã")),
    Column("households", _l("Hộ"), "number"),
    Column("handed_over", _l("Đã bàn giao"), "number"),
    Column("freshness", _l("Tin tức")),
    Column("news_on", _l("Tin cuối"), "date"),
    Column("news_days", _l("Tin cách đây (ngày)"), "number"),
    Column("asked_on", _l("Hỏi lần cuối"), "date"),
)
#: The list of projects, sorted by any column.
_PROJECTS = ListPage(
    "projects",
    _l("Các dự án"),
    "data/hub/list.html",
    _COLUMNS,
    sorts=[column.key for column in _COLUMNS],
    most=0,
)


@blueprint.get("/")
@opens("hub")
def index() -> Any:
    """One row a project: households handed over, last news, freshness in word, colour, shape."""
    rows = [_in_words(row) for row in origins.list_projects(store())]
    return _PROJECTS.answer(rows)


def _in_words(row: Row) -> Row:
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
