"""Decision notes in words: columns and filters of the list, and what was said of one, in order."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.days import VIETNAM, from_stamp
from clearance.rules.records.decision_notes import RESULTS, Asked, asked_in
from clearance.web.frame.context import as_of
from clearance.web.frame.filters import Filter
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage

Row = dict[str, Any]
STANDINGS: dict[str, tuple[Callable[[], str], str]] = {
    "open": (lambda: _("Chờ xác nhận"), "doing"),
    "endorsed": (lambda: _("Đã xác nhận"), "done"),
    "not_endorsed": (lambda: _("Không xác nhận"), "stuck"),
}
#: What can be said of a note: words, and how it looks in the sequence.
WORDS: dict[str, tuple[Callable[[], str], str]] = {
    "registered": (lambda: _("Phiếu được lập"), "doing"),
    "added": (lambda: _("Bổ sung"), "todo"),
    "endorsed": (lambda: _("Xác nhận"), "done"),
    "not_endorsed": (lambda: _("Không xác nhận"), "stuck"),
    "reviewed": (lambda: _("Xem lại việc làm thử"), "doing"),
}
_PAGES = {
    "household": ("households", "households.show"),
    "grave": ("graves", "graves.show"),
    "segment": ("segments", "segments.show"),
}


#: The list of notes.
NOTES = ListPage(
    "notes",
    _l("Phiếu quyết định"),
    "dialogue/notes/list.html",
    columns=(
        Column("code", _l("Số phiếu")),
        Column("title", _l("Việc phải quyết định")),
        Column("about", _l("Hồ sơ")),
        Column("commune", _l("Xã")),
        Column("author", _l("Người lập")),
        Column("written_on", _l("Ngày lập"), "date"),
        Column("standing_words", _l("Xác nhận")),
        Column("pilot_words", _l("Làm thử")),
        Column("review_on", _l("Ngày xem lại"), "date"),
    ),
    filters=(
        Filter("standing", _l("Xác nhận"), words="standing_words"),
        Filter("pilot", _l("Làm thử"), "is_pilot", _l("Cách làm thử")),
        Filter("due", _l("Xem lại"), "is_due", _l("Đến hạn xem lại")),
        Filter("commune", _l("Xã"), "commune_code", "commune"),
        Filter("author", _l("Người lập"), "author_login", "author"),
    ),
    sorts=("code", "written_on", "author", "commune", "review_on"),
)


def in_words(row: Row) -> Row:
    """A note's row with what is shown of it."""
    standing = row["word"] or "open"
    words, group = STANDINGS[standing]
    kind = say(SUBJECTS | {"segment": lambda: _("Đoạn"), "unit": lambda: _("Xã")}, row["subject"])
    is_due = bool(row["is_pilot"] and row["review_on"] and row["review_on"] <= as_of())
    return row | {
        "standing": standing,
        "standing_words": words(),
        "group": group,
        "is_due": is_due,
        "about": f"{kind} {row['about_code'] or ''}".strip(),
        "about_url": _about_url(row),
        "pilot_words": _pilot(row),
        "url": list_url("notes", "notes.show", code=row["code"]),
    }


def _about_url(row: Row) -> str:
    """The page of the case, where there is one that this person may open."""
    page = _PAGES.get(row["subject"] or "") if row["about_code"] else None
    return list_url(*page, code=row["about_code"]) if page else ""


def _pilot(row: Row) -> str:
    if not row["is_pilot"]:
        return ""
    return label(RESULTS[row["result"]]) if row["result"] else _("Đang làm thử")


def history(rows: list[Row]) -> list[Row]:
    """What was said of a note, in order, each with its name, its instant and who was asked."""
    said, known = [], 0
    for row in rows:
        patch = json.loads(row["patch"])
        said.append(_said(row, patch, known))
        known = max(known, len(asked_in(patch.get("consulted"))))
    return said


def _said(row: Row, patch: Row, known: int) -> Row:
    """`known`: how many of the people asked were named before."""
    words, group = WORDS[row["fact"]]
    result = RESULTS.get(patch.get("result") or "")
    return {
        "what": words() + (f": {label(result)}" if result else ""),
        "group": group,
        "who": row["who_name"],
        "why": row["why"],
        "at": clock(row["recorded_at"]),
        "asked": asked_in(patch.get("consulted"))[known:],
        "review_on": patch.get("review_on"),
    }


def clock(stamp: str) -> str:
    """An instant as people here read it."""
    return from_stamp(stamp).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def waits(row: Asked) -> int:
    """Days somebody asked has not answered by the day shown."""
    return (date.fromisoformat(as_of()) - date.fromisoformat(row.asked_on)).days
