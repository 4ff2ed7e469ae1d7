"""What leaders asked and ordered, with the answers: the list that is followed up."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.store.responsibility import asks
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.filters import Filter
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage
from clearance.web.recording.choices import end_of_day
from clearance.web.responsibility.holder_labels import ASKS
from clearance.web.responsibility.late_labels import PAGES

Row = dict[str, Any]
_STANDINGS = {
    "open": (lambda: _("Chờ trả lời"), "doing"),
    "late": (lambda: _("Quá hạn trả lời"), "stuck"),
    "answered": (lambda: _("Đã trả lời"), "done"),
}
#: The list of what was asked and ordered.
_ASKED = ListPage(
    "asked",
    _l("Đã hỏi, đã chỉ đạo"),
    "responsibility/late/asked.html",
    columns=(
        Column("code", _l("Hồ sơ")),
        Column("kind_words", _l("Việc")),
        Column("why", _l("Nội dung"), only="file"),
        Column("asked_of_name", _l("Hỏi ai")),
        Column("asked_by_name", _l("Người hỏi"), only="file"),
        Column("asked_on", _l("Ngày hỏi"), "date"),
        Column("due_on", _l("Hạn"), "date"),
        Column("days_late", _l("Trễ (ngày)"), "number"),
        Column("standing_words", _l("Tình trạng")),
        Column("answered_on", _l("Ngày trả lời"), "date", only="file"),
        Column("answer", _l("Trả lời")),
    ),
    filters=(
        Filter("open", _l("Còn chờ"), "is_open", _l("Chưa trả lời")),
        Filter("standing", _l("Tình trạng"), words="standing_words"),
        Filter("kind", _l("Việc"), words="kind_words"),
        Filter("of", _l("Hỏi ai"), "asked_of_login", "asked_of_name"),
        Filter("commune", _l("Xã"), "commune_code", "commune"),
    ),
    sorts=("code", "asked_on", "due_on", "days_late", "asked_of_name", "answered_on"),
)


def index() -> Any:
    """Everything asked in the area by a day, open ones first, by day."""
    found = asks.list_asks(store(), who(), today(), end_of_day())
    return _ASKED.answer([_in_words(row) for row in found])


def _in_words(row: Row) -> Row:
    is_open = row["answered_at"] is None
    late = days_late(row["due_on"], as_of()) if is_open else 0
    standing = ("late" if late else "open") if is_open else "answered"
    words, group = _STANDINGS[standing]
    return row | {
        "asked_on": local_day(from_stamp(row["asked_at"])),
        "days_late": late,
        "answered_on": None if is_open else local_day(from_stamp(row["answered_at"])),
        "kind_words": ASKS[row["kind"]](),
        "standing": standing,
        "standing_words": words(),
        "is_open": is_open,
        "group": group,
        "url": list_url(*PAGES[row["subject"]], code=row["code"]),
    }
