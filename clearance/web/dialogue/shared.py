"""What the pages of notes and of requests share: places by code, days, what waits for whom."""

from typing import Any

from flask import url_for

from clearance.i18n import gettext as _
from clearance.rules.records.permissions import may_open
from clearance.store.cases import case_page, state
from clearance.store.journal.meta import project_uid
from clearance.store.responsibility import decision_notes, requests, waiting
from clearance.web.frame.context import store, today, who

Row = dict[str, Any]
#: Things found by their code within the person's area.
_CASES = ("household", "grave")


def find_place(code: str, subjects: tuple[str, ...]) -> Row | None:
    """The first thing of that code among some subjects, with its subject; None without one."""
    for subject in subjects:
        row = _thing(subject, code)
        if row:
            return row | {"subject": subject}
    return None


def _thing(subject: str, code: str) -> Row | None:
    if subject in _CASES:
        return case_page.find_case(store(), subject, who(), today(), code)
    return state.find_code(store(), subject, project_uid(store()), code)


def lines() -> list[Row]:
    """What waits for whoever is here: requests to answer, notes to endorse, pilots to review."""
    role, found = who().role, _asked()
    if may_open(role, "requests"):
        found += _requests(role)
    if may_open(role, "notes"):
        found += _notes(role)
    return found


def _asked() -> list[Row]:
    """Questions and orders of leaders about the cases I hold."""
    if not may_open(who().role, "late"):
        return []
    n, mine = waiting.count_asked_of(store(), who(), today()), who().name
    return _line(
        n["n"],
        _("Lãnh đạo hỏi, chỉ đạo: chờ tôi trả lời"),
        url_for("late.asked", open=1, of=mine),
        n["late"],
        url_for("late.asked", standing="late", of=mine),
    )


def _requests(role: str) -> list[Row]:
    n = requests.count_open(store(), who(), today())
    mine: Row = {} if role == "liaison" else {"holder": who().name}
    number, late = (n["n"], n["late"]) if role == "liaison" else (n["mine"], n["mine_late"])
    words = (
        _("Câu hỏi đối thoại đang chờ trả lời")
        if role == "liaison"
        else _("Câu hỏi đối thoại chờ tôi trả lời")
    )
    return _line(
        number,
        words,
        url_for("requests.index", standing="open", **mine),
        late,
        url_for("requests.index", standing="open", late=1, **mine),
    )


def _notes(role: str) -> list[Row]:
    n = decision_notes.count_waiting(store(), who(), today())
    to_endorse = n["open"] if role == "leader" else 0
    due = n["due"] if role in ("leader", "office") else 0
    return [
        *_line(
            to_endorse, _("Phiếu quyết định chờ xác nhận"), url_for("notes.index", standing="open")
        ),
        *_line(due, _("Cách làm thử đến hạn xem lại"), url_for("notes.index", due=1)),
    ]


def _line(number: int, words: str, url: str, late: int = 0, late_url: str = "") -> list[Row]:
    if not number:
        return []
    late_words = _("%(n)s trễ hạn", n=late) if late else ""
    return [{"n": number, "words": words, "url": url, "late": late_words, "late_url": late_url}]
