"""What a person can do about a refusal, in a sentence."""

from collections.abc import Callable

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.changes import Change, Outcome
from clearance.rules.refusals import REFUSALS
from clearance.rules.standing import needs
from clearance.rules.steps import find_step
from clearance.store import Store, steps


def _missing(store: Store, change: Change, _outcome: Outcome) -> str:
    step = find_step(change.subject, change.fact)
    rows = needs(step, steps.dates(store, change.subject_uid)) if step else ()
    names = _(" hoặc ").join(label(row) for row in rows)
    return _("Ghi trước: %(names)s.", names=names) if names else ""


def _later(_store: Store, change: Change, outcome: Outcome) -> str:
    step = find_step(change.subject, outcome.detail)
    return _("Đính chính trước: %(name)s.", name=label(step)) if step else ""


def _plain(words: Callable[[], str]) -> Callable[[Store, Change, Outcome], str]:
    return lambda _store, _change, _outcome: words()


_REMEDIES: dict[str, Callable[[Store, Change, Outcome], str]] = {
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
