"""A late case in words: its holder, its reason, who is shown it; the filters of the list."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import HOLDERS
from clearance.rules.records.lateness import ESCALATION, LATE_CATEGORIES
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.web.frame.context import who
from clearance.web.frame.filters import Sieve
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column
from clearance.web.responsibility.holder_labels import cause_words, holder_words

Row = dict[str, Any]
SORTED = ("days_late", "officer", "due_on", "commune", "code", "since", "held_days")
PAGES = {"household": ("households", "households.show"), "grave": ("graves", "graves.show")}
_LEVELS = {level.code: level for level in ESCALATION}


def columns() -> list[Column]:
    """What the files hold; the page tells the same in fewer columns."""
    return [
        ("code", _("Mã"), "text"),
        ("full_name", _("Chủ hộ, thân nhân"), "text"),
        ("officer", _("Người phụ trách"), "text"),
        ("holder_words", _("Đang chờ"), "text"),
        ("since", _("Từ ngày"), "date"),
        ("held_days", _("Đã giữ (ngày)"), "number"),
        ("days_late", _("Trễ (ngày)"), "number"),
        ("step_words", _("Bước phải làm"), "text"),
        ("due_on", _("Hạn"), "date"),
        ("reason_words", _("Lý do"), "text"),
        ("explanation", _("Giải trình"), "text"),
        ("new_due_on", _("Hẹn lại"), "date"),
        ("level_words", _("Báo đến"), "text"),
        ("asked_on", _("Đã hỏi ngày"), "date"),
        ("commune", _("Xã"), "text"),
    ]


def shown() -> list[Column]:
    """The columns of the page."""
    return [
        ("code", _("Hồ sơ"), "text"),
        ("officer", _("Đang ở ai"), "text"),
        ("held_days", _("Từ ngày"), "text"),
        ("days_late", _("Trễ (ngày)"), "number"),
        ("due_on", _("Bước phải làm"), "text"),
        ("", _("Vì sao"), "text"),
        ("", _("Báo đến"), "text"),
        ("commune", _("Xã"), "text"),
        ("", _("Hỏi"), "text"),
    ]


def in_words(row: Row) -> Row:
    """One late case as it is shown and exported."""
    step = find_step(row["subject"], row["next_step"])
    officer = row["officer"] or _("Chưa giao ai")
    return row | {
        "step_words": label(step) if step else row["next_step"],
        "officer": officer,
        "reason_words": reason_words(row["reason"]),
        "kind_words": say(SUBJECTS, row["subject"]),
        "holder_words": holder_words(row["holder_kind"], officer),
        "deputy": row["answering"] if row["is_stand_in"] else "",
        "cause_words": cause_words(row["category"]),
        "level_words": label(_LEVELS[row["level"]]),
        "is_mine_to_see": who().role in row["level_roles"],
        "url": list_url(*PAGES[row["subject"]], code=row["code"]),
    }


def reason_words(code: str) -> str:
    """The obstacle in the way, else the category of the explanation, else that there is none."""
    if code in LATE_CATEGORIES:
        return cause_words(code)
    return label(OBSTACLE_KINDS[code]) if code in OBSTACLE_KINDS else _("Chưa giải trình")


SIEVES = (
    Sieve(
        "commune",
        lambda: _("Xã"),
        lambda row: row["commune_code"] or "",
        lambda row: row["commune"] or "",
    ),
    Sieve("step", lambda: _("Bước"), lambda row: row["step"], lambda row: row["step_words"]),
    Sieve("reason", lambda: _("Lý do"), lambda row: row["reason"], lambda row: row["reason_words"]),
    Sieve(
        "holder",
        lambda: _("Đang chờ"),
        lambda row: row["holder_kind"],
        lambda row: label(HOLDERS[row["holder_kind"]]),
    ),
    Sieve("level", lambda: _("Báo đến"), lambda row: row["level"], lambda row: row["level_words"]),
    Sieve(
        "officer",
        lambda: _("Người phụ trách"),
        lambda row: row["officer_login"],
        lambda row: row["officer"],
    ),
)
