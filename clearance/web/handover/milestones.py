"""The month's milestones: days needed, promised, offered, accepted and forecast, as a table."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.reports.handover.segments import all_segments
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store
from clearance.web.frame.lists import Triple
from clearance.web.handover.forecast_labels import with_forecast
from clearance.web.handover.segment_labels import in_words

blueprint = Blueprint("milestones", __name__, url_prefix="/segments")
Row = dict[str, Any]
#: Which day of a segment's row, how it is coloured.
KINDS = {
    "need_by_on": "todo",
    "promised_on": "todo",
    "offered_on": "doing",
    "accepted_on": "done",
    "p80": "doing",
}


@blueprint.get("/calendar/<month>")
@opens("segments")
def month(month: str) -> Any:
    """One month YYYY-MM; 404 for anything else."""
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", month):
        abort(404)
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rows = with_forecast([in_words(row) for row in all_segments(store(), as_of())], as_of())
    return render_template(
        "handover/segments/month.html",
        weeks=_weeks(first, last, _by_day(rows)),
        first=first,
        heads=_heads(),
        before=_url(first - timedelta(days=1)),
        after=_url(last + timedelta(days=1)),
    )


@blueprint.app_template_global("forecast_alerts")
def forecast_alerts() -> int:
    """How many segments have a P80 after the day they are needed."""
    rows = with_forecast(all_segments(store(), as_of()), as_of())
    return sum(row["is_alert"] for row in rows)


def _url(day: date) -> str:
    return url_for(".month", month=f"{day:%Y-%m}", as_of=asked("as_of") or None)


def _heads() -> list[Triple]:
    days = (
        _("Thứ Hai"),
        _("Thứ Ba"),
        _("Thứ Tư"),
        _("Thứ Năm"),
        _("Thứ Sáu"),
        _("Thứ Bảy"),
        _("Chủ Nhật"),
    )
    return [("", words, "text") for words in days]


def _by_day(rows: list[Row]) -> dict[str, list[Row]]:
    words = {
        "need_by_on": _("cần mặt bằng"),
        "promised_on": _("cam kết"),
        "offered_on": _("đề nghị"),
        "accepted_on": _("đã nhận"),
        "p80": _("dự báo P80"),
    }
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in KINDS:
            is_over = bool(row["accepted_on"]) and name != "accepted_on"
            if row[name] and not is_over:
                item = {"code": row["code"], "words": words[name], "group": KINDS[name]}
                found.setdefault(row[name], []).append(item)
    return found


def _weeks(first: date, last: date, by_day: dict[str, list[Row]]) -> list[list[Row]]:
    """Weeks from Monday; days of the months beside stand empty."""
    start, weeks = first - timedelta(days=first.weekday()), []
    while start <= last:
        days = [start + timedelta(days=n) for n in range(7)]
        weeks.append(
            [
                {
                    "on": str(day),
                    "number": day.day,
                    "is_in": first <= day <= last,
                    "items": by_day.get(str(day), []) if first <= day <= last else [],
                }
                for day in days
            ]
        )
        start += timedelta(days=7)
    return weeks
