"""The lists behind results: terms kept or not, cases closed, explanations given."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.days import days_between, from_stamp, local_day
from clearance.rules.procedure.steps import find_step, steps_of
from clearance.rules.records.holders import HOLDERS
from clearance.web.frame.context import as_of, asked_day
from clearance.web.frame.filters import Sieve
from clearance.web.frame.lists import Column
from clearance.web.responsibility.holder_labels import cause_words
from clearance.web.responsibility.late_labels import PAGES

Row = dict[str, Any]


def since() -> str:
    """The first day counted: ?since=, else a year before the day shown."""
    day = date.fromisoformat(as_of()) - timedelta(days=364)
    return asked_day("since", as_of()) or day.isoformat()


def step_words(step: str) -> str:
    """The words of `household.paid`; a grave's step says so, as both have a payment."""
    subject, _dot, code = step.partition(".")
    row = find_step(subject, code)
    words = label(row) if row else code
    return _("Mộ: %(step)s", step=words) if subject == "grave" else words


def in_step_order(step: str) -> tuple[bool, int]:
    """Households before graves, each in the order of its steps."""
    subject, _dot, code = step.partition(".")
    codes = [row.code for row in steps_of(subject)]
    return subject == "grave", codes.index(code) if code in codes else len(codes)


def clock_columns() -> list[Column]:
    """Terms, kept or not."""
    return [
        ("code", _("Hồ sơ"), "text"),
        ("step_words", _("Bước"), "text"),
        ("holder_words", _("Tính cho"), "text"),
        ("commune", _("Xã"), "text"),
        ("opened_on", _("Bắt đầu"), "date"),
        ("first_due_on", _("Hẹn lần đầu"), "date"),
        ("closed_on", _("Xong ngày"), "date"),
        ("days", _("Số ngày"), "number"),
        ("kept_words", _("Đúng hẹn"), "text"),
    ]


def clock_told(row: Row) -> Row:
    """One term in words: kept, missed, or not yet due."""
    first = row["first_due_on"]
    is_counted = bool(first) and bool(row["closed_on"] or first < as_of())
    kept = ("yes" if row["is_on_time"] else "no") if is_counted else "open"
    words = {"yes": _("đúng hẹn"), "no": _("trễ hẹn"), "open": _("chưa tính")}
    kind = row["holder_kind"]
    holder = label(HOLDERS[kind]) if kind in HOLDERS and kind != "person" else row["officer"] or ""
    return row | {
        "step_words": step_words(row["step"]),
        "kept": kept,
        "kept_words": words[kept],
        "holder_words": holder,
        "closed": "1" if row["closed_on"] else "",
        "group": {"yes": "done", "no": "stuck", "open": "todo"}[kept],
        "url": case_url(row["subject"], row["code"]),
    }


def case_url(subject: str, code: str) -> str:
    """The page of a case."""
    return url_for(PAGES[subject][1], code=code)


def ended_columns() -> list[Column]:
    """Cases that came to their end."""
    return [
        ("code", _("Hồ sơ"), "text"),
        ("commune", _("Xã"), "text"),
        ("opened_on", _("Bắt đầu"), "date"),
        ("ended_on", _("Xong ngày"), "date"),
        ("days", _("Số ngày"), "number"),
    ]


def ended_told(row: Any, cases: Mapping[str, Row]) -> Row:
    """One closed case, with its code from any of its terms."""
    case = cases.get(row.subject_uid, {})
    code, subject = case.get("code", row.subject_uid), case.get("subject")
    return {
        "code": code,
        "commune": case.get("commune", ""),
        "opened_on": row.opened_on,
        "ended_on": row.ended_on,
        "days": days_between(row.opened_on, row.ended_on),
        "url": case_url(subject, code) if subject else "",
    }


def explained_columns() -> list[Column]:
    """Explanations of lateness."""
    return [
        ("code", _("Hồ sơ"), "text"),
        ("step_words", _("Bước"), "text"),
        ("cause", _("Nguyên nhân"), "text"),
        ("why", _("Giải trình"), "text"),
        ("on", _("Ngày"), "date"),
        ("new_due_on", _("Hẹn lại"), "date"),
        ("who_name", _("Người giải trình"), "text"),
    ]


def explained_told(row: Row) -> Row:
    """One explanation in words."""
    return row | {
        "step_words": step_words(f"{row['subject']}.{row['step']}"),
        "cause": cause_words(row["category"]),
        "on": local_day(from_stamp(row["recorded_at"])),
        "url": case_url(row["subject"], row["code"]),
    }


SIEVES = (
    Sieve("kept", lambda: _("Đúng hẹn"), lambda row: row["kept"], lambda row: row["kept_words"]),
    Sieve("closed", lambda: _("Đã xong"), lambda row: row["closed"], lambda _row: _("Đã xong")),
    Sieve("step", lambda: _("Bước"), lambda row: row["step"], lambda row: row["step_words"]),
    Sieve(
        "commune",
        lambda: _("Xã"),
        lambda row: row["commune_code"] or "",
        lambda row: row["commune"] or "",
    ),
)
