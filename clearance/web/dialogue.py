"""What the pages of notes and of requests share: places by code, days, what waits for whom."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import flash, redirect, url_for

from clearance.i18n import gettext as _
from clearance.rules.areas import labels
from clearance.rules.changes import Change, Outcome, new_uid
from clearance.rules.days import VIETNAM, stamp
from clearance.rules.permissions import may_open
from clearance.store import dossier, notes, requests, scope, state, waiting
from clearance.store.meta import project_uid
from clearance.web.desk import as_of, report, store, today, who
from clearance.web.errors import words_of
from clearance.web.forms.dialogue import Sent
from clearance.web.remedies import remedy, status_of

Row = dict[str, Any]
Place = tuple[str, str]
#: Things found by their code within the person's area.
_CASES = ("household", "grave")


def end_of_day() -> str:
    """The instant at which the day asked for is over, as stored."""
    after = date.fromisoformat(as_of()) + timedelta(days=1)
    return stamp(datetime.combine(after, time(), VIETNAM))


def find_place(code: str, subjects: tuple[str, ...]) -> Row | None:
    """The first thing of that code among some subjects, with its subject; None without one."""
    for subject in subjects:
        row = _thing(subject, code)
        if row:
            return row | {"subject": subject}
    return None


def _thing(subject: str, code: str) -> Row | None:
    if subject in _CASES:
        return dossier.find_case(store(), subject, who(), today(), code)
    return state.find_code(store(), subject, project_uid(store()), code)


def communes() -> list[Place]:
    """The communes of the person's area, for a choice with an empty first line."""
    units = scope.list_units(store(), who(), today())
    return [("", "–"), *labels(units).items()]


def why_not(change: Any, outcome: Outcome) -> str:
    """Why something was not recorded, and what to do about it."""
    return f"{words_of(outcome)} {remedy(store(), change, outcome)}".strip()


def send(change: Change, form: Sent, back: str, again: Callable[[], str]) -> Any:
    """Report what a form says: back to its page, or the form once more with the reason."""
    outcome = report(change)
    if outcome.is_accepted:
        flash(_("Đã ghi nhận."), "success")
        return redirect(back, 303)
    flash(why_not(change, outcome), "error")
    form.uid.data = new_uid()
    return again(), status_of(outcome)


def lines() -> list[Row]:
    """What waits for whoever is here: requests to answer, notes to endorse, pilots to review."""
    role, told = who().role, _asked()
    if may_open(role, "requests"):
        told += _requests(role)
    if may_open(role, "notes"):
        told += _notes(role)
    return told


def _asked() -> list[Row]:
    """Questions and orders of leaders about the cases I hold."""
    if not may_open(who().role, "late"):
        return []
    n, mine = waiting.count_asked_of(store(), who(), today()), who().name
    return _line(n["n"], _("Lãnh đạo hỏi, chỉ đạo: chờ tôi trả lời"),
                 url_for("late.asked", open=1, of=mine), n["late"],
                 url_for("late.asked", standing="late", of=mine))  # fmt: skip


def _requests(role: str) -> list[Row]:
    n = requests.count_open(store(), who(), today())
    mine: Row = {} if role == "liaison" else {"holder": who().name}
    number, late = (n["n"], n["late"]) if role == "liaison" else (n["mine"], n["mine_late"])
    words = (_("Câu hỏi đối thoại đang chờ trả lời") if role == "liaison"
             else _("Câu hỏi đối thoại chờ tôi trả lời"))  # fmt: skip
    return _line(number, words, url_for("requests.index", standing="open", **mine), late,
                 url_for("requests.index", standing="open", late=1, **mine))  # fmt: skip


def _notes(role: str) -> list[Row]:
    n = notes.count_waiting(store(), who(), today())
    to_endorse = n["open"] if role == "leader" else 0
    due = n["due"] if role in ("leader", "office") else 0
    return [
        *_line(to_endorse, _("Phiếu quyết định chờ xác nhận"),
               url_for("notes.index", standing="open")),
        *_line(due, _("Cách làm thử đến hạn xem lại"), url_for("notes.index", due=1)),
    ]  # fmt: skip


def _line(number: int, words: str, url: str, late: int = 0, late_url: str = "") -> list[Row]:
    told = _("%(n)s trễ hạn", n=late) if late else ""
    return [{"n": number, "words": words, "url": url, "late": told, "late_url": late_url}
            ] if number else []  # fmt: skip
