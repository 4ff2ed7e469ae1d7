"""Who holds, since when, for how long and why, in words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label, ngettext
from clearance.rules.basics.days import VIETNAM, from_stamp
from clearance.rules.records.holders import HOLDERS
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.requests import BASES

Row = dict[str, Any]
ASKS = {
    "explanation": lambda: _("Đề nghị giải trình"),
    "instruction": lambda: _("Chỉ đạo"),
}


def clock(stamp: str) -> str:
    """A stored instant as people here read it."""
    return from_stamp(stamp).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def span(time: timedelta) -> str:
    """How long: whole days, or hours within the first day."""
    if time.days:
        return ngettext("%(n)s ngày", "%(n)s ngày", time.days, n=time.days)
    hours = time.seconds // 3600
    return ngettext("%(n)s giờ", "%(n)s giờ", hours, n=hours) if hours else _("chưa đến 1 giờ")


def holder_words(kind: str, name: str) -> str:
    """The person, or the party waited on with the person who follows it up."""
    if kind == "person":
        return name
    return _("%(party)s (theo dõi: %(name)s)", party=label(HOLDERS[kind]), name=name)


def basis_words(code: str | None) -> str:
    """What a due date rests on."""
    return label(BASES[code]) if code in BASES else ""


def cause_words(code: str | None) -> str:
    """A category of lateness."""
    return label(LATE_CATEGORIES[code]) if code in LATE_CATEGORIES else code or ""


def shares(held: dict[str, timedelta], names: dict[str, str]) -> list[Row]:
    """Each holder with the time and the share of it, longest first; the shares sum to all."""
    whole = sum(held.values(), timedelta())
    return [
        {
            "name": label(HOLDERS[key]) if key in HOLDERS else names.get(key, key),
            "time": span(time),
            "share": time / whole,
        }
        for key, time in sorted(held.items(), key=lambda pair: -pair[1])
    ]


def turns_told(rows: Iterable[Row], upto: datetime) -> list[Row]:
    """The turns of a case, newest first, as lines of a history."""
    return [_turn_told(row, upto) for row in reversed(list(rows))]


def _turn_told(row: Row, upto: datetime) -> Row:
    end = min(from_stamp(row["until"]), upto) if row["until"] else upto
    name = holder_words(row["holder_kind"], row["holder"])
    document = _("kèm giấy tờ") if row["has_document"] else ""
    told = [
        _("từ %(time)s", time=clock(row["since"])),
        span(end - from_stamp(row["since"])),
        document,
    ]
    is_running = row["until"] is None or from_stamp(row["until"]) > upto
    return {
        "what": name,
        "why": row["why"],
        "note": " · ".join(filter(None, told)),
        "group": "doing" if is_running else "done",
    }
