"""What a person can do about a refusal, in a sentence."""

from collections.abc import Callable
from dataclasses import replace

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
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
from clearance.web.frame.context import store
from clearance.web.frame.errors import words_of
from clearance.web.frame.labels import FACTS, say

Remedy = Callable[[Store, Change, Outcome], str]


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


def _dated(words: Callable[[str], str]) -> Remedy:
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


_REMEDIES: dict[str, Remedy] = {
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
    "notice_expired": _dated(lambda day: _("Thông báo có hiệu lực đến ngày %(day)s.", day=day)),
    "not_same_day": _dated(lambda day: _("Ngày phê duyệt phương án: %(day)s.", day=day)),
    "obstacle_stands": _dated(
        lambda day: _("Ghi ngày %(day)s. Muốn nói thêm: ghi một lần đến gặp.", day=day)
    ),
    "late_unexplained": _dated(lambda day: _("Hạn là ngày %(day)s.", day=day)),
    "step_locked": _missing,
    "needed_by_later": _later,
    "settled_before": _later,
}


#: Where what to do is the same whatever was reported.
_PLAIN = {
    "visit_missing": _l("Ghi lần xuống hộ trước, rồi ghi bước này."),
    "already_taken": _l("Mở lịch sử để xem ai đã ghi, ngày nào."),
    "missing_evidence": _l("Chụp ảnh hoặc chọn tệp rồi gửi lại."),
    "in_the_future": _l("Chọn ngày hôm nay hoặc trước đó."),
    "open_obstacle": _l("Ghi đã gỡ vướng mắc trước, rồi ghi bước này."),
    "not_allowed": _l("Báo Tổ công tác GPMB ghi giúp."),
    "uid_reused": _l("Trang này đã gửi một lần; xem lại nội dung rồi gửi lại."),
    **dict.fromkeys(
        ("unknown_subject", "unknown_fact", "unknown_field", "bad_value", "missing_field"),
        _l("Tải lại trang, xem lại nội dung rồi gửi lại."),
    ),
    "not_found": _l("Xem lại mã; nếu đúng, báo quản trị xem phạm vi được giao."),
    "only_in_operation": _l("Mở trang Biến động: xem trước rồi làm ở đó, hoặc hoàn tác ở đó."),
    "already_undone": _l("Mở trang Biến động để xem."),
    "parcel_gone": _l("Lập lại danh sách với các thửa đang có."),
    "built_upon": _l("Hoàn tác việc làm sau trước, ở trang Biến động."),
    "awaits_confirmation": _l("Ghi lần xuống hộ, ghi chú được; ghi bước này sau khi xác nhận."),
    "not_awaiting": _l("Mở hồ sơ để xem; muốn đổi thì dùng Sửa hồ sơ."),
    "place_unsure": _l("Ra chỗ thoáng, lấy lại vị trí; hoặc ghi lý trình."),
    "far_from_road": _l("Đứng sát chỗ phát hiện rồi lấy lại vị trí; hoặc ghi lý trình trên tuyến."),
    "bad_chainage": _l("Ghi theo mẫu Km12+345."),
    "not_retired": _l("Mở trang Đã rút để xem các hồ sơ đang rút."),
    "still_bound": _l("Chuyển những hồ sơ ấy sang hộ, thửa, gói khác, hoặc rút chúng trước."),
    "still_paid": _l("Sửa số tiền đã chi về 0 trước, nếu đúng là chưa chi."),
    "owner_retired": _l("Đưa lại hồ sơ ấy trước."),
    "road_revised": _l("Lập hồ sơ mới theo tim tuyến hiện nay."),
    "already_exists": _l("Mở hồ sơ đã có, hoặc đặt mã, tên khác."),
    "bad_date": _l("Chọn lại ngày, ví dụ 23/11/2026."),
    "not_handed_over": _l("Lập lại đợt không có thửa ấy, hoặc ghi bàn giao mặt bằng trước."),
    "already_offered": _l("Lập lại đợt không có thửa ấy."),
    "missing_reason": _l("Điền lý do rồi gửi lại."),
    "nothing_to_withdraw": _l("Mở lịch sử để xem các bước đang ghi."),
    "of_other_office": _l("Báo đơn vị ấy ghi."),
    "nothing_to_explain": _l("Mở lại hồ sơ để xem bước đang chờ."),
    "nobody_holds": _l("Chọn một cán bộ trong danh sách."),
    "holder_elsewhere": _l("Chọn người phụ trách xã này, hoặc giao thêm phạm vi trước."),
    "holder_has_cases": _l("Mở trang Giao hồ sơ, lọc theo người này rồi giao lại."),
    "stands_in": _l("Sửa ở trang Vắng mặt, người thay."),
    "not_yours_to_pass": _l("Nhờ một trong những người ấy chuyển."),
    "already_holds": _l("Chọn nơi khác."),
    "case_closed": _l("Không cần ghi gì thêm."),
    "nothing_asked": _l("Mở lại hồ sơ để xem các yêu cầu."),
    "not_asked_of_you": _l("Báo người ấy trả lời."),
    "already_absent": _l("Cho đợt vắng đã ghi hết sớm, hoặc chọn ngày khác."),
    "absence_ring": _l("Chọn người thay khác."),
    "same_person": _l("Để người của bên kia ghi việc này."),
    "too_few_options": _l("Ghi thêm phương án."),
    "pilot_needs_day": _l("Chọn ngày xem lại, hoặc bỏ chọn làm thử."),
    "day_has_passed": _l("Chọn lại ngày."),
    "own_note": _l("Nhờ lãnh đạo hoặc cán bộ khác ghi việc này."),
    "nothing_to_review": _l("Mở lại phiếu để xem kết luận đã ghi."),
    "no_such_officer": _l("Chọn lại người trong danh sách."),
    "answered_late": _l("Điền cả hai ô rồi gửi lại."),
    "already_answered": _l("Mở lại câu hỏi để đọc câu trả lời."),
    "holds_requests": _l("Mở trang Đối thoại, lọc theo người này rồi giao lại."),
    "notice_lapsed": _l("Ghi thông báo thu hồi đất mới trước."),
    "survey_outside": _l("Sửa hai đầu đoạn (số mét hoặc Km12+345)."),
    "survey_not_none": _l("Khai là đã nhập, hoặc khai riêng các đoạn không có."),
    "survey_needs_drawing": _l("Nhập hình các thửa; đất công cũng là thửa (đánh dấu đất công)."),
    "survey_withdrawn": _l("Khai một lần mới."),
    "missing_trigger": _l("Chọn căn cứ rồi gửi lại."),
    "missing_time": _l("Ghi giờ theo mẫu 08:30."),
}
#: A remedy that needs a day or a step of the answer, where the answer has none.
_OTHERWISE = _l("Mở lịch sử hồ sơ để xem các việc đã ghi.")
#: Held, not refused: somebody else acts next.
WAITING = ("held_clash", "photo_awaited", "is_retired", "is_replaced")


def remedy(store: Store, change: Change, outcome: Outcome) -> str:
    """What to do about a refused change; '' when it was not refused."""
    code = outcome.reason or ""
    if code in WAITING or code not in REFUSALS:
        return ""
    if code in _PLAIN:
        return str(_PLAIN[code])
    return _REMEDIES[code](store, change, outcome) or str(_OTHERWISE)


def refusal_words(change: Change, outcome: Outcome) -> str:
    """Why a change was not recorded, and what to do; the remedy says a step or day in words."""
    is_named = bool(_steps_of(change, outcome)) or outcome.detail in TRIGGERS
    is_named = is_named or outcome.reason == "before_ground" or bool(parse_day(outcome.detail))
    plain = replace(outcome, detail="") if is_named else outcome
    return f"{words_of(plain)} {remedy(store(), change, outcome)}".strip()


def status_of(outcome: Outcome) -> int:
    """The HTTP status of the answer to a change: 200 recorded, 202 held, else the refusal's."""
    if outcome.standing in ("accepted", "held"):
        return 200 if outcome.is_accepted else 202
    return REFUSALS[outcome.reason or "bad_value"].status
