"""The lists behind results: terms kept or not, cases closed, explanations given."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.days import days_between, from_stamp, local_day
from clearance.rules.procedure.steps import find_step, steps_of
from clearance.rules.records.holders import HOLDERS
from clearance.web.frame.context import as_of, asked_day
from clearance.web.frame.filters import Filter
from clearance.web.frame.lists import Column, ListPage
from clearance.web.responsibility.holder_labels import cause_words
from clearance.web.responsibility.late_labels import PAGES

Row = dict[str, Any]
#: Terms, kept or not.
CLOCKS = ListPage(
    "clocks",
    _l("Từng bước đã xong"),
    "responsibility/communes/clocks.html",
    columns=(
        Column("code", _l("Hồ sơ")),
        Column("step_words", _l("Bước")),
        Column("holder_words", _l("Tính cho")),
        Column("commune", _l("Xã")),
        Column("opened_on", _l("Bắt đầu"), "date"),
        Column("first_due_on", _l("Hẹn lần đầu"), "date"),
        Column("closed_on", _l("Xong ngày"), "date"),
        Column("days", _l("Số ngày"), "number"),
        Column("kept_words", _l("Đúng hẹn")),
    ),
    filters=(
        Filter("kept", _l("Đúng hẹn"), words="kept_words"),
        Filter("closed", _l("Đã xong"), words=_l("Đã xong")),
        Filter("step", _l("Bước"), words="step_words"),
        Filter("commune", _l("Xã"), "commune_code", "commune"),
    ),
)
#: The lists behind the results of one person or commune; the title says whose.
TERMS = replace(CLOCKS, name="results", template="responsibility/results/show.html")
#: Cases that came to their end.
ENDED = replace(
    TERMS,
    filters=(),
    columns=(
        Column("code", _l("Hồ sơ")),
        Column("commune", _l("Xã")),
        Column("opened_on", _l("Bắt đầu"), "date"),
        Column("ended_on", _l("Xong ngày"), "date"),
        Column("days", _l("Số ngày"), "number"),
    ),
)
#: Explanations of lateness.
EXPLAINED = replace(
    TERMS,
    filters=(),
    columns=(
        Column("code", _l("Hồ sơ")),
        Column("step_words", _l("Bước")),
        Column("cause", _l("Nguyên nhân")),
        Column("why", _l("Giải trình")),
        Column("on", _l("Ngày"), "date"),
        Column("new_due_on", _l("Hẹn lại"), "date"),
        Column("who_name", _l("Người giải trình")),
    ),
)


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


def clock_in_words(row: Row) -> Row:
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


def ended_in_words(row: Any, cases: Mapping[str, Row]) -> Row:
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


def explained_in_words(row: Row) -> Row:
    """One explanation in words."""
    return row | {
        "step_words": step_words(f"{row['subject']}.{row['step']}"),
        "cause": cause_words(row["category"]),
        "on": local_day(from_stamp(row["recorded_at"])),
        "url": case_url(row["subject"], row["code"]),
    }
