"""What leaders asked and ordered, with the answers: the list that is followed up."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.store.responsibility import asks
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.filters import Sieve, chips, sifted
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, answer, cut, heads, in_order
from clearance.web.recording.choices import end_of_day
from clearance.web.responsibility.holder_labels import ASKS
from clearance.web.responsibility.late_labels import PAGES

Row = dict[str, Any]
_SORTED = ("code", "asked_on", "due_on", "days_late", "asked_of_name", "answered_on")
_STANDINGS = {
    "open": (lambda: _("Chờ trả lời"), "doing"),
    "late": (lambda: _("Quá hạn trả lời"), "stuck"),
    "answered": (lambda: _("Đã trả lời"), "done"),
}


def index() -> Any:
    """Everything asked in the area by a day, open ones first, by day."""
    found = asks.list_asks(store(), who(), today(), end_of_day())
    rows = [_in_words(row) for row in found]
    chosen = in_order(sifted(rows, _SIEVES), _SORTED)
    part = cut(len(chosen))
    return answer(
        _columns(),
        chosen[part.skip : part.skip + part.most],
        "asked",
        "responsibility/late/asked.html",
        title=_("Đã hỏi, đã chỉ đạo"),
        part=part,
        total=len(rows),
        filters=chips(rows, _SIEVES),
        heads=heads(_shown(), _SORTED),
    )


def _columns() -> list[Column]:
    return [
        ("code", _("Hồ sơ"), "text"),
        ("kind_words", _("Việc"), "text"),
        ("why", _("Nội dung"), "text"),
        ("asked_of_name", _("Hỏi ai"), "text"),
        ("asked_by_name", _("Người hỏi"), "text"),
        ("asked_on", _("Ngày hỏi"), "date"),
        ("due_on", _("Hạn"), "date"),
        ("days_late", _("Trễ (ngày)"), "number"),
        ("standing_words", _("Tình trạng"), "text"),
        ("answered_on", _("Ngày trả lời"), "date"),
        ("answer", _("Trả lời"), "text"),
    ]


def _shown() -> list[Column]:
    """The page tells the same in fewer columns."""
    return [c for c in _columns() if c[0] not in ("why", "asked_by_name", "answered_on")]


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
        "is_open": "1" if is_open else "",
        "group": group,
        "url": list_url(*PAGES[row["subject"]], code=row["code"]),
    }


_SIEVES = (
    Sieve("open", lambda: _("Còn chờ"), lambda row: row["is_open"], lambda _row: _("Chưa trả lời")),
    Sieve(
        "standing",
        lambda: _("Tình trạng"),
        lambda row: row["standing"],
        lambda row: row["standing_words"],
    ),
    Sieve("kind", lambda: _("Việc"), lambda row: row["kind"], lambda row: row["kind_words"]),
    Sieve(
        "of",
        lambda: _("Hỏi ai"),
        lambda row: row["asked_of_login"] or "",
        lambda row: row["asked_of_name"],
    ),
    Sieve(
        "commune",
        lambda: _("Xã"),
        lambda row: row["commune_code"] or "",
        lambda row: row["commune"] or "",
    ),
)
