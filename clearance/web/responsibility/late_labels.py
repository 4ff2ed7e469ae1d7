"""A late case in words: its holder, its reason, who is shown it; the filters of the list."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import HOLDERS
from clearance.rules.records.lateness import ESCALATION, LATE_CATEGORIES
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.web.frame.context import who
from clearance.web.frame.filters import Filter
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage
from clearance.web.responsibility.holder_labels import cause_words, holder_words

Row = dict[str, Any]
PAGES = {"household": ("households", "households.show"), "grave": ("graves", "graves.show")}
_LEVELS = {level.code: level for level in ESCALATION}
#: The list of late cases: the page says in nine columns what files hold in fifteen.
LATE = ListPage(
    "late",
    _l("Quá hạn"),
    "responsibility/late/list.html",
    columns=(
        Column("code", _l("Mã"), only="file"),
        Column("full_name", _l("Chủ hộ, thân nhân"), only="file"),
        Column("officer", _l("Người phụ trách"), only="file"),
        Column("holder_words", _l("Đang chờ"), only="file"),
        Column("since", _l("Từ ngày"), "date", only="file"),
        Column("held_days", _l("Đã giữ (ngày)"), "number", only="file"),
        Column("days_late", _l("Trễ (ngày)"), "number", only="file"),
        Column("step_words", _l("Bước phải làm"), only="file"),
        Column("due_on", _l("Hạn"), "date", only="file"),
        Column("reason_words", _l("Lý do"), only="file"),
        Column("explanation", _l("Giải trình"), only="file"),
        Column("new_due_on", _l("Hẹn lại"), "date", only="file"),
        Column("level_words", _l("Báo đến"), only="file"),
        Column("asked_on", _l("Đã hỏi ngày"), "date", only="file"),
        Column("commune", _l("Xã"), only="file"),
        Column("code", _l("Hồ sơ"), only="page"),
        Column("officer", _l("Đang ở ai"), only="page"),
        Column("held_days", _l("Từ ngày"), only="page"),
        Column("days_late", _l("Trễ (ngày)"), "number", only="page"),
        Column("due_on", _l("Bước phải làm"), only="page"),
        Column("", _l("Vì sao"), only="page"),
        Column("", _l("Báo đến"), only="page"),
        Column("commune", _l("Xã"), only="page"),
        Column("", _l("Hỏi"), only="page"),
    ),
    filters=(
        Filter("commune", _l("Xã"), "commune_code", "commune"),
        Filter("step", _l("Bước"), words="step_words"),
        Filter("reason", _l("Lý do"), words="reason_words"),
        Filter(
            "holder", _l("Đang chờ"), "holder_kind", lambda row: label(HOLDERS[row["holder_kind"]])
        ),
        Filter("level", _l("Báo đến"), words="level_words"),
        Filter("officer", value="officer_login"),
    ),
    sorts=("days_late", "officer", "due_on", "commune", "code", "since", "held_days"),
)


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
