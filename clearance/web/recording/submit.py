"""The one way from a form to the journal: check, keep files, report, answer in words and status."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import abort, flash, g, make_response, redirect, url_for
from markupsafe import Markup
from werkzeug import Response
from werkzeug.exceptions import Gone, HTTPException, NotFound

from clearance.i18n import gettext as _
from clearance.record import record, record_all
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.rules.basics.faults import Refused
from clearance.store.cases import case_page, retired
from clearance.store.engine import scope
from clearance.store.journal.meta import project_uid
from clearance.web.frame.context import allow, now, store, today, who
from clearance.web.frame.errors import problem, wants_json, words_of
from clearance.web.frame.project_name import show_project_of
from clearance.web.recording import replaced, uploads
from clearance.web.recording.choices import Row
from clearance.web.recording.disambiguation import ask_if_several
from clearance.web.recording.remedies import refusal_words, status_of
from clearance.web.recording.report_form import EXTRA, Report

#: Shows the page of the form; what it answers is sent with the status of the refusal.
Page = Callable[[], Any]
#: Words or an address, or what makes them once the change is recorded.
Late = str | Callable[[], str]
#: Where the pages of each subject live.
HOME = {
    "household": "households",
    "grave": "graves",
    "parcel": "parcels",
    "structure": "structures",
    "utility": "utilities",
}


def address(subject: str, page: str, code: str, **more: Any) -> str:
    """The address of a page of a case."""
    return url_for(f"{HOME[subject]}.{page}", code=code, **more)


def find(subject: str, code: str) -> Row:
    """The case of that code in the asker's area; 404, naming what took its place, without one."""
    where = (store(), subject, who(), today(), code)
    ask_if_several(
        code, lambda: case_page.list_namesakes(*where), lambda uid: address(subject, "show", uid)
    )
    row = case_page.find_case(*where) or _not_there(subject, code)
    show_project_of(row)
    return row


def _not_there(subject: str, code: str) -> Row:
    """What took its place, when it was retired, or 404."""
    if answer := replaced.page(subject, code):
        abort(answer)
    raise _gone(subject, code)


def _gone(subject: str, code: str) -> HTTPException:
    """410 in words where a thing of that code in the asker's area was retired, else 404."""
    rows = retired.find_code(store(), subject, code)
    own = (row for row in rows if scope.covers(store(), who(), row["unit_uid"], today()))
    if not (row := next(own, None)):
        return NotFound()
    day = f"{row['retired_on'][8:10]}/{row['retired_on'][5:7]}/{row['retired_on'][:4]}"
    return Gone(_("%(code)s đã rút khỏi dự án ngày %(day)s vì nhập nhầm.", code=code, day=day))


def fresh(row: Row, **more: Any) -> Row:
    """What a new form about a case starts with, beside its own identifier."""
    known = {name: row[name] for name in EXTRA if row.get(name)}
    return {"based_on": str(row["version"]), **known, **more}


def report(change: Change) -> Outcome:
    """Hand a change to the door in the name of the person signed in."""
    allow(1)
    outcome = record(store(), replace(change, project_uid=project_uid(store())), who(), now())
    g.setdefault("outcomes", []).append(outcome)  # for the log
    return outcome


def submit(
    form: Report,
    page: Page,
    change: Callable[[], Change | list[Change] | None],
    back: Late,
    done: Late,
    start: Row | None = None,
) -> Any:
    """Show a form, filled with `start`; once sent, report its change and go `back` with `done`.

    A refusal shows the page again, with words, remedy and status; a program gets them as JSON.
    `change` gives None when a field names nothing known: its fault is then beside that field.
    A list of changes is recorded whole or not at all.
    """
    if not form.is_submitted():
        form.process(data={"uid": new_uid(), **(start or {})})
        return page()
    form.uid.data = form.uid.data or new_uid()
    files = _files(form) if form.validate() else None
    made = change() if files is not None else None
    if files is None or made is None:
        return invalid(form, page)
    return _recorded(form, page, *_outcome(form, made, files), back, done)


def invalid(form: Report, page: Page) -> Any:
    """The page once more with the faults beside their fields; 422."""
    g.code = "invalid"
    if wants_json():
        faults = {name: [str(words) for words in found] for name, found in form.errors.items()}
        return problem("invalid", _("Chưa lưu được. Xin sửa các mục sau:"), 422, faults)
    return _again(page, 422)


def _files(form: Report) -> tuple[str, ...] | None:
    """The sha256 of each file sent; None when one cannot be taken, with the reason beside it."""
    if "photo" not in form:
        return ()
    try:
        return uploads.receive(form["photo"].data)
    except uploads.BadFile as fault:
        form.blame("photo", fault)
        return None


def _outcome(
    form: Report, made: Change | list[Change], files: tuple[str, ...]
) -> tuple[Change | None, Outcome]:
    """Report what the form says; the change that was refused, or the only one."""
    if isinstance(made, Change):
        evidence = made.evidence + files
        made = replace(made, uid=form.uid.data, why=form.stated_reason(), evidence=evidence)
        return made, report(made)
    project = project_uid(store())
    try:
        record_all(store(), [replace(one, project_uid=project) for one in made], who(), now())
    except Refused as refused:
        g.code = refused.cause[1].reason if refused.cause else "refused"
        return refused.cause or abort(422)
    return None, Outcome("accepted")


def _recorded(
    form: Report, page: Page, made: Change | None, outcome: Outcome, back: Late, done: Late
) -> Any:
    status, is_taken = status_of(outcome), outcome.standing in ("accepted", "held")
    words = _words(outcome, done) if made is None or is_taken else refusal_words(made, outcome)
    if wants_json():
        return _as_json(outcome, words), status
    if not is_taken:
        form.uid.data = new_uid()
        flash(words, "refused")
        return _again(page, status)
    flash(words, "success" if outcome.is_accepted else "warning")
    return redirect(_now(back), 303)


def _words(outcome: Outcome, done: Late) -> str:
    """What is said of a change that is recorded, or held for a person to decide."""
    if outcome.is_accepted:
        return _now(done)
    return _("Đã nhận nhưng chưa áp dụng. %(why)s", why=words_of(outcome))


def _as_json(outcome: Outcome, words: str) -> Row:
    """The answer to a program, shaped as an error with the standing and place in the journal."""
    plain = words.striptags() if isinstance(words, Markup) else words
    body, _status = problem(outcome.reason or outcome.standing, plain, 0)
    return {**body, "standing": outcome.standing, "seq": outcome.seq}


def _again(page: Page, status: int) -> Response:
    answer = make_response(page())
    answer.status_code = status
    return answer


def _now(late: Late) -> str:
    return late if isinstance(late, str) else late()
