"""What a person can do about a refusal, in a sentence."""

from collections.abc import Callable

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.basics.days import parse_day
from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.procedure.earliest_days import BEGINS, ground_of
from clearance.rules.procedure.enforcement_hours import HOURS
from clearance.rules.procedure.steps import Step, find_step
from clearance.rules.procedure.triggers import TRIGGERS
from clearance.rules.records.open_steps import needs
from clearance.store import Store
from clearance.store.cases import steps
from clearance.web.frame.labels import FACTS, say

Tell = Callable[[Store, Change, Outcome], str]


def _missing(store: Store, change: Change, outcome: Outcome) -> str:
    step = find_step(change.subject, change.fact)
    named = _steps_of(change, outcome)
    rows = named or (needs(step, steps.dates(store, change.subject_uid)) if step else ())
    names = _(" hoặc ").join(label(row) for row in rows)
    return _("Ghi trước: %(names)s.", names=names) if names else ""


def _later(_store: Store, change: Change, outcome: Outcome) -> str:
    step = find_step(change.subject, outcome.detail)
    return _("Đính chính trước: %(name)s.", name=label(step)) if step else ""


def _steps_of(change: Change, outcome: Outcome) -> tuple[Step, ...]:
    """The steps that the detail of an answer names."""
    rows = (find_step(change.subject, code) for code in outcome.detail.split())
    return tuple(row for row in rows if row)


def shown_day(day: str) -> str:
    """A day as people here write it."""
    return f"{day[8:10]}/{day[5:7]}/{day[:4]}"


def _opens(_store: Store, _change: Change, outcome: Outcome) -> str:
    day = outcome.detail
    return _("Làm được từ ngày %(day)s.", day=shown_day(day)) if parse_day(day) else ""


def _hours(store: Store, change: Change, outcome: Outcome) -> str:
    first, last = HOURS[change.fact]
    hours = _("Giờ được phép: từ %(first)s đến trước %(last)s.", first=first, last=last)
    return f"{_opens(store, change, outcome)} {hours}"


def _dated(words: Callable[[str], str]) -> Tell:
    return lambda _store, _change, outcome: (
        words(shown_day(outcome.detail)) if parse_day(outcome.detail) else ""
    )


def _followed(_store: Store, change: Change, outcome: Outcome) -> str:
    """The fact that this one follows, with its day: the case's own, or its household's."""
    ground = ground_of(outcome.detail)
    steps_known = (find_step(name, ground.code) for name in (change.subject, *BEGINS))
    step = next((row for row in steps_known if row), None)
    name = label(step) if step else say(FACTS, ground.code)
    return _("“%(name)s” ghi ngày %(day)s: chọn từ ngày ấy trở đi, hoặc đính chính ngày ấy trước.",
             name=name, day=shown_day(ground.on))  # fmt: skip


def _ground(_store: Store, _change: Change, outcome: Outcome) -> str:
    row = TRIGGERS.get(outcome.detail)
    return _("Căn cứ đã nêu: %(name)s.", name=label(row)) if row else ""


def tells(change: Change, outcome: Outcome) -> bool:
    """Whether the sentence on what to do says the detail of the answer already."""
    is_named = bool(_steps_of(change, outcome)) or outcome.detail in TRIGGERS
    is_named = is_named or outcome.reason == "before_ground"
    return is_named or parse_day(outcome.detail) is not None


def _plain(words: Callable[[], str]) -> Tell:
    return lambda _store, _change, _outcome: words()


_REMEDIES: dict[str, Tell] = {
    **dict.fromkeys(
        ("waiting_period", "not_posted_long_enough", "persuasion_too_short", "buried_too_recently"),
        _opens,
    ),
    **dict.fromkeys(("persuasion_missing", "notice_missing", "paid_unapproved"), _missing),
    "before_ground": _followed,
    "before_project": _dated(
        lambda day: _(
            "Không nhận ngày trước %(day)s. Dự án bắt đầu sớm hơn: sửa ngày ấy ở trang Quy định.",
            day=day,
        )
    ),
    "begun_later": _dated(lambda day: _("Việc sớm nhất đã ghi là ngày %(day)s.", day=day)),
    "forbidden_time": _hours,
    "wrong_trigger": _ground,
    "visit_missing": _plain(lambda: _("Ghi lần xuống hộ trước, rồi ghi bước này.")),
    "notice_expired": _dated(lambda day: _("Thông báo có hiệu lực đến ngày %(day)s.", day=day)),
    "not_same_day": _dated(lambda day: _("Ngày phê duyệt phương án: %(day)s.", day=day)),
    "obstacle_stands": _dated(
        lambda day: _("Ghi ngày %(day)s. Muốn nói thêm: ghi một lần đến gặp.", day=day)
    ),
    "late_unexplained": _dated(lambda day: _("Hạn là ngày %(day)s.", day=day)),
    "step_locked": _missing,
    "needed_by_later": _later,
    "already_taken": _plain(lambda: _("Mở lịch sử để xem ai đã ghi, ngày nào.")),
    "missing_evidence": _plain(lambda: _("Chụp ảnh hoặc chọn tệp rồi gửi lại.")),
    "in_the_future": _plain(lambda: _("Chọn ngày hôm nay hoặc trước đó.")),
    "open_obstacle": _plain(lambda: _("Ghi đã gỡ vướng mắc trước, rồi ghi bước này.")),
    "not_allowed": _plain(lambda: _("Báo Tổ công tác GPMB ghi giúp.")),
    "uid_reused": _plain(lambda: _("Trang này đã gửi một lần; xem lại nội dung rồi gửi lại.")),
}


def remedy(store: Store, change: Change, outcome: Outcome) -> str:
    """What to do about a refused change, '' when there is nothing to add."""
    tell = _REMEDIES.get(outcome.reason or "")
    return tell(store, change, outcome) if tell else ""


def status_of(outcome: Outcome) -> int:
    """The HTTP status of a change that was not accepted."""
    row = REFUSALS.get(outcome.reason or "")
    return row.status if row else 409
