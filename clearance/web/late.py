"""Late cases: by named person, days late, step, reason, commune."""

from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.late import NARROWED, by_officer, counted, late_cases, narrowed
from clearance.rules.obstacles import OBSTACLE_KINDS
from clearance.rules.steps import find_step
from clearance.web.access import opens
from clearance.web.desk import as_of, asked, store, today, who
from clearance.web.listing import Column, answer, cut, wanted
from clearance.web.place import list_url
from clearance.web.road import heads, in_order
from clearance.web.wording import SUBJECTS, say

blueprint = Blueprint("late", __name__, url_prefix="/late")
Row = dict[str, Any]
_SORTED = ("days_late", "officer", "due_on", "commune", "code")
_PAGES = {"household": ("households", "households.show"), "grave": ("graves", "graves.show")}


@blueprint.get("")
@opens("late")
def index() -> Any:
    """Every case past its due date on a day, the latest first."""
    rows = late_cases(store(), who(), today(), as_of())
    asked_for = {name: asked(name) for name in NARROWED}
    shown = in_order(narrowed(rows, asked_for), _SORTED)
    part = cut(len(shown))
    context: Row = {"part": part, "title": _("Quá hạn")}
    if wanted() == "html":
        context |= {
            "filters": _filters(rows, asked_for), "heads": heads(_columns(), _SORTED),
            "people": by_officer(narrowed(rows, asked_for, but="officer")),
            "nobody": _("Chưa giao ai"),
            "asked_for": asked_for, "total": len(rows),
        }  # fmt: skip
    page = shown[part.skip : part.skip + part.most]
    told = [row | _in_words(row) for row in page]
    return answer(_columns(), told, "late", "late/list.html", **context)


def _columns() -> list[Column]:
    return [
        ("code", _("Mã"), "text"), ("full_name", _("Chủ hộ, thân nhân"), "text"),
        ("officer", _("Người phụ trách"), "text"), ("days_late", _("Trễ (ngày)"), "number"),
        ("step_words", _("Bước phải làm"), "text"), ("due_on", _("Hạn"), "date"),
        ("reason_words", _("Lý do"), "text"), ("commune", _("Xã"), "text"),
    ]  # fmt: skip


def _in_words(row: Row) -> Row:
    step = find_step(row["subject"], row["next_step"])
    kind = OBSTACLE_KINDS.get(row["reason"])
    return {
        "step_words": label(step) if step else row["next_step"],
        "reason_words": label(kind) if kind else _("Chưa giải trình"),
        "officer": row["officer"] or _("Chưa giao ai"), "kind_words": say(SUBJECTS, row["subject"]),
        "url": list_url(*_PAGES[row["subject"]], code=row["code"]),
    }  # fmt: skip


def _filters(rows: list[Row], asked_for: dict[str, str]) -> list[tuple[str, str, list[Any]]]:
    """The chips: each filter with its values, words and counts."""
    words = {"commune": (_("Xã"), "commune"), "step": (_("Bước"), "step_words"),
             "reason": (_("Lý do"), "reason_words")}  # fmt: skip
    told = []
    for name, (title, column) in words.items():
        first = {row[NARROWED[name]]: row for row in reversed(rows)}
        named = {value: (row | _in_words(row))[column] for value, row in first.items()}
        found = counted(rows, asked_for, name)
        told.append((title, name, [(value, named[value] or value, n) for value, n in found]))
    return told
