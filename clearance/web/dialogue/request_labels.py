"""Requests in words: columns and filters of the list, and the turns of one, in order."""

import json
from collections.abc import Callable
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.chainage import to_text
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.requests import ASKERS, BASES, kept, late_by
from clearance.web.dialogue.note_labels import clock
from clearance.web.frame.context import as_of
from clearance.web.frame.filters import Sieve
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column

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
SORTED = ("code", "asked_on", "due_on", "days_late", "holder", "asker", "answered_on")


def columns() -> list[Column]:
    """What the list shows, and the files with it."""
    return [
        ("code", _("Số"), "text"),
        ("question", _("Nội dung hỏi"), "text"),
        ("asker", _("Bên hỏi"), "text"),
        ("place", _("Nơi"), "text"),
        ("holder", _("Người phải trả lời"), "text"),
        ("asked_on", _("Ngày hỏi"), "date"),
        ("due_on", _("Hạn"), "date"),
        ("basis_words", _("Hạn theo"), "text"),
        ("first_due_on", _("Hạn hứa lần đầu"), "date"),
        ("days_late", _("Trễ (ngày)"), "number"),
        ("category_words", _("Nguyên nhân trễ"), "text"),
        ("answered_on", _("Đã trả lời"), "date"),
        ("standing_words", _("Tình trạng"), "text"),
    ]


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
    told = _PLACES.get(row["subject"] or "")
    code = row["place_code"] or ""
    parts = [told(code) if told else "", row["commune"] or ""]
    if row["chainage_m"] is not None:
        parts.append(to_text(row["chainage_m"]))
    return " · ".join(filter(None, parts))


#: Late and still open, as the head of the list counts it; answered, but late.
_LATE: dict[str, Callable[[], str]] = {
    "": str,
    "1": lambda: _("Đang trễ hạn"),
    "answered": lambda: _("Đã trả lời, trễ"),
}


def _late(row: Row) -> str:
    return ("answered" if row["answered_on"] else "1") if row["days_late"] else ""


SIEVES = (
    Sieve(
        "standing",
        lambda: _("Tình trạng"),
        lambda row: row["standing"],
        lambda row: row["standing_words"],
    ),
    Sieve("late", lambda: _("Trễ"), _late, lambda row: _LATE[_late(row)]()),
    Sieve(
        "counted",
        lambda: _("Đã đến hẹn"),
        lambda row: "1" if row["is_counted"] else "",
        lambda _row: _("Đã trả lời hoặc đã qua hẹn đầu"),
    ),
    Sieve(
        "kept",
        lambda: _("Đúng hẹn"),
        lambda row: "1" if row["is_kept"] else "",
        lambda _row: _("Đúng hẹn lần đầu"),
    ),
    Sieve(
        "asker", lambda: _("Bên hỏi"), lambda row: row["asker_kind"], lambda row: row["asker_words"]
    ),
    Sieve(
        "holder",
        lambda: _("Người phải trả lời"),
        lambda row: row["holder_login"] or "",
        lambda row: row["holder"],
    ),
    Sieve(
        "commune",
        lambda: _("Xã"),
        lambda row: row["commune_code"] or "",
        lambda row: row["commune"],
    ),
)


def told(rows: list[Row], names: dict[str, str]) -> list[Row]:
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
