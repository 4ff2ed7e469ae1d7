"""Decision notes in words: columns and filters of the list, and what was said of one, in order."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.days import VIETNAM, from_stamp
from clearance.rules.records.decision_notes import RESULTS, Asked, asked_in
from clearance.web.frame.context import as_of
from clearance.web.frame.filters import Sieve
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column

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
SORTED = ("code", "written_on", "author", "commune", "review_on")


def columns() -> list[Column]:
    """What the list shows, and the files with it."""
    return [
        ("code", _("Số phiếu"), "text"),
        ("title", _("Việc phải quyết định"), "text"),
        ("about", _("Hồ sơ"), "text"),
        ("commune", _("Xã"), "text"),
        ("author", _("Người lập"), "text"),
        ("written_on", _("Ngày lập"), "date"),
        ("standing_words", _("Xác nhận"), "text"),
        ("pilot_words", _("Làm thử"), "text"),
        ("review_on", _("Ngày xem lại"), "date"),
    ]


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


SIEVES = (
    Sieve(
        "standing",
        lambda: _("Xác nhận"),
        lambda row: row["standing"],
        lambda row: row["standing_words"],
    ),
    Sieve(
        "pilot",
        lambda: _("Làm thử"),
        lambda row: str(row["is_pilot"] or ""),
        lambda _row: _("Cách làm thử"),
    ),
    Sieve(
        "due",
        lambda: _("Xem lại"),
        lambda row: "1" if row["is_due"] else "",
        lambda _row: _("Đến hạn xem lại"),
    ),
    Sieve(
        "commune",
        lambda: _("Xã"),
        lambda row: row["commune_code"] or "",
        lambda row: row["commune"],
    ),
    Sieve(
        "author",
        lambda: _("Người lập"),
        lambda row: row["author_login"] or "",
        lambda row: row["author"],
    ),
)


def told(rows: list[Row]) -> list[Row]:
    """What was said of a note, in order, each with its name, its instant and who was asked."""
    said, known = [], 0
    for row in rows:
        patch = json.loads(row["patch"])
        said.append(_said(row, patch, known))
        known = max(known, len(asked_in(patch.get("consulted"))))
    return said


def _said(row: Row, patch: Row, known: int) -> Row:
    """`known`: how many of the people asked had been told of before."""
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
