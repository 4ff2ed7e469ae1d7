"""Requests in words: columns and filters of the list, and the turns of one, in order."""

import json
from collections.abc import Callable
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_text
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.requests import ASKERS, BASES, kept, late_by
from clearance.web.dialogue.note_labels import clock
from clearance.web.frame.context import as_of
from clearance.web.frame.filters import Filter
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage

Row = dict[str, Any]
STANDINGS: dict[str, tuple[Callable[[], str], str]] = {
    "open": (lambda: _("Chờ trả lời"), "doing"),
    "answered": (lambda: _("Đã trả lời"), "done"),
}
TURNS: dict[str, tuple[Callable[[], str], str]] = {
    "registered": (lambda: _("Ghi câu hỏi"), "doing"),
    "assigned": (lambda: _("Giao người khác"), "todo"),
    "redated": (lambda: _("Dời hạn"), "stuck"),
    "answered": (lambda: _("Trả lời"), "done"),
}
_PLACES: dict[str, Callable[[str], str]] = {
    "package": lambda code: _("Gói %(code)s", code=code),
    "segment": lambda code: _("Đoạn %(code)s", code=code),
}


#: Late and still open, as the head of the list counts it; answered, but late.
_LATE: dict[str, Callable[[], str]] = {
    "": str,
    "1": lambda: _("Đang trễ hạn"),
    "answered": lambda: _("Đã trả lời, trễ"),
}


def _late(row: Row) -> str:
    return ("answered" if row["answered_on"] else "1") if row["days_late"] else ""


#: The list of requests.
REQUESTS = ListPage(
    "requests",
    _l("Đối thoại"),
    "dialogue/requests/list.html",
    columns=(
        Column("code", _l("Số")),
        Column("question", _l("Nội dung hỏi")),
        Column("asker", _l("Bên hỏi")),
        Column("place", _l("Nơi")),
        Column("holder", _l("Người phải trả lời")),
        Column("asked_on", _l("Ngày hỏi"), "date"),
        Column("due_on", _l("Hạn"), "date"),
        Column("basis_words", _l("Hạn theo"), only="file"),
        Column("first_due_on", _l("Hạn hứa lần đầu"), "date", only="file"),
        Column("days_late", _l("Trễ (ngày)"), "number"),
        Column("category_words", _l("Nguyên nhân trễ"), only="file"),
        Column("answered_on", _l("Đã trả lời"), "date", only="file"),
        Column("standing_words", _l("Tình trạng")),
    ),
    filters=(
        Filter("standing", _l("Tình trạng"), words="standing_words"),
        Filter("late", _l("Trễ"), _late, lambda row: _LATE[_late(row)]()),
        Filter("counted", _l("Đã đến hẹn"), "is_counted", _l("Đã trả lời hoặc đã qua hẹn đầu")),
        Filter("kept", _l("Đúng hẹn"), "is_kept", _l("Đúng hẹn lần đầu")),
        Filter("asker", _l("Bên hỏi"), "asker_kind", "asker_words"),
        Filter("holder", _l("Người phải trả lời"), "holder_login", "holder"),
        Filter("commune", _l("Xã"), "commune_code", "commune"),
    ),
    sorts=("code", "asked_on", "due_on", "days_late", "holder", "asker", "answered_on"),
)


def in_words(row: Row) -> Row:
    """A request's row with what is shown of it on the day asked for."""
    standing = "answered" if row["answered_on"] else "open"
    words, group = STANDINGS[standing]
    late = late_by(row["due_on"], row["answered_on"], as_of())
    is_counted = bool(row["answered_on"]) or row["first_due_on"] < as_of()
    return row | {
        "standing": standing,
        "standing_words": words(),
        "group": group,
        "days_late": late,
        "asker_words": label(ASKERS[row["asker_kind"]]),
        "place": _place(row),
        "basis_words": label(BASES[row["due_basis"]]),
        "category_words": _cause(row),
        "is_kept": kept(row["first_due_on"], row["answered_on"]),
        "is_counted": is_counted,
        "url": list_url("requests", "requests.show", code=row["code"]),
    }


def _cause(row: Row) -> str:
    cause = LATE_CATEGORIES.get(row["late_category"] or "")
    return label(cause) if cause else ""


def _place(row: Row) -> str:
    """Package, segment or commune, then the kilometre."""
    named = _PLACES.get(row["subject"] or "")
    code = row["place_code"] or ""
    parts = [named(code) if named else "", row["commune"] or ""]
    if row["chainage_m"] is not None:
        parts.append(to_text(row["chainage_m"]))
    return " · ".join(filter(None, parts))


def history(rows: list[Row], names: dict[str, str]) -> list[Row]:
    """The turns of a request in order; `names` are the people who may have held it."""
    return [_turn(row, names) for row in rows]


def _turn(row: Row, names: dict[str, str]) -> Row:
    patch, (words, group) = json.loads(row["patch"]), TURNS[row["fact"]]
    cause = LATE_CATEGORIES.get(patch.get("late_category") or "")
    return {
        "what": words(),
        "group": group,
        "who": row["who_name"],
        "at": clock(row["recorded_at"]),
        "why": row["why"],
        "answer": patch.get("answer", ""),
        "due_on": patch.get("due_on"),
        "cause": label(cause) if cause else "",
        "holder": names.get(patch.get("holder_uid", ""), patch.get("holder_uid", "")),
    }
