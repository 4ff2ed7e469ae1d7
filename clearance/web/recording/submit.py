"""From a filled form to the door and back: files kept, change reported, answer in words."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.store.cases import case_page
from clearance.web.frame.context import report, store, today, who
from clearance.web.frame.errors import words_of
from clearance.web.recording import uploads
from clearance.web.recording.choices import Row
from clearance.web.recording.disambiguation import ask_if_several
from clearance.web.recording.remedies import remedy, status_of, tells
from clearance.web.recording.report_form import EXTRA, Report

#: Shows the form again: page(told=words, status=number).
Page = Callable[..., Any]
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
    """The case of that code in the asker's area; 404 when there is none."""
    where = (store(), subject, who(), today(), code)
    ask_if_several(
        code, lambda: case_page.list_namesakes(*where), lambda uid: address(subject, "show", uid)
    )
    return case_page.find_case(*where) or abort(404)


def fresh(row: Row, **more: Any) -> Row:
    """What a new form starts with: its own identifier and what its reader has seen."""
    known = {name: row[name] for name in EXTRA if row.get(name)}
    return {"uid": new_uid(), "based_on": str(row["version"]), **known, **more}


def send(
    form: Report, page: Page, change: Callable[[tuple[str, ...]], Change], back: str, done: Any
) -> Any:
    """Report a filled form and go back with its answer, or show it again with the reason."""
    if not form.validate():
        return page(status=422)
    try:
        files = uploads.receive(form.photo.data)
    except uploads.BadFile as fault:
        form.photo.errors = [str(fault)]
        return page(status=422)
    reported = change(files)
    outcome = report(reported)
    if outcome.is_accepted:
        flash(done, "success")
    elif outcome.standing == "held":
        flash(_("Đã nhận nhưng chưa áp dụng. %(why)s", why=words_of(outcome)), "warning")
    else:
        form.renew()
        return page(told=told(reported, outcome), status=status_of(outcome))
    return redirect(back, 303)


def told(change: Change, outcome: Outcome) -> str:
    """Why not, and what to do about it; a step or day of the detail is told by the remedy."""
    what_to_do = remedy(store(), change, outcome)
    is_told = bool(what_to_do) and tells(change, outcome)
    plain = Outcome(outcome.standing, outcome.reason, detail="" if is_told else outcome.detail)
    return f"{words_of(plain)} {what_to_do}".strip()


def why_not(change: Any, outcome: Outcome) -> str:
    """Why something was not recorded, and what to do about it."""
    return f"{words_of(outcome)} {remedy(store(), change, outcome)}".strip()
