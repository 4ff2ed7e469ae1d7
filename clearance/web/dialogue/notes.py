"""Decision notes: the list, one note as it grew, the forms that add to it, a sheet to keep."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.decision_notes import as_text, by_now, options_in
from clearance.rules.records.permissions import may_open, may_record
from clearance.store.responsibility import decision_notes
from clearance.web.dialogue import shared
from clearance.web.dialogue.dialogue_forms import Addition, Endorsement, Review
from clearance.web.dialogue.note_labels import NOTES, history, in_words, waits
from clearance.web.dialogue.note_new import write
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.recording.choices import end_of_day
from clearance.web.recording.keyed_forms import Keys, Sent, forms_on, sent_form
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("notes", __name__, url_prefix="/notes")
Row = dict[str, Any]
#: Each word that can be added: its form and the fact it records.
KEYS: Keys = {
    "add": (Addition, "added", ""),
    "endorse": (Endorsement, "endorsed", ""),
    "refuse": (Endorsement, "not_endorsed", ""),
    "review": (Review, "reviewed", ""),
}


@blueprint.get("/")
@opens("notes")
def index() -> Any:
    """Every note of the area as it stood on a day."""
    rows = [in_words(row) for row in decision_notes.list_notes(store(), who(), today(), as_of())]
    may_write = may_record(who().role, "decision_note", "registered")
    return NOTES.answer(rows, lambda: {"may_write": may_write})


blueprint.add_url_rule("/new", "new", opens("notes")(write), methods=["GET", "POST"])


@blueprint.get("/<code>")
@opens("notes")
def show(code: str) -> Any:
    """One note: what was known, doubted, chosen, and all that was said since."""
    return _page(_row(code), {})


@blueprint.get("/<code>/print")
@opens("notes")
def sheet(code: str) -> Any:
    """The same on one sheet of paper, for the officer to keep."""
    return render_template("dialogue/notes/print.html", **_shown(_row(code)))


@blueprint.post("/<code>/<key>")
@opens("notes")
def say(code: str, key: str) -> Any:
    """Add to a note, endorse it or not, review its pilot."""
    row = _row(code)
    form, fact = sent_form("decision_note", KEYS, key)
    page, change = partial(_page, row, {key: form}), partial(_change, row, fact, form)
    return submit(form, page, change, url_for(".show", code=code), _("Đã ghi nhận."))


def _change(row: Row, fact: str, form: Report) -> Change:
    patch: Row = {}
    if isinstance(form, Addition):
        patch = {"consulted": as_text(form.people())}
    if isinstance(form, Review):
        patch = form.patch("result", "review_on")
    return Change("decision_note", row["uid"], fact, patch)


def _row(code: str) -> Row:
    row = decision_notes.find_note(store(), who(), today(), as_of(), code)
    return in_words(row) if row else abort(404)


def _shown(row: Row) -> Row:
    said = decision_notes.list_said(store(), row["uid"], end_of_day())
    words = history(said)
    people = [person for word in words for person in word["asked"]]
    return {
        "row": row,
        "history": words,
        "options": options_in(row["options"]),
        "people": by_now(people),
        "waits": waits,
    }


def _page(row: Row, sent: Sent) -> str:
    return render_template("dialogue/notes/show.html", forms=_forms(row, sent), **_shown(row))


def _forms(row: Row, sent: Sent) -> dict[str, Report]:
    """The words this person may add now."""
    is_own = row["author_uid"] == who().uid
    is_open = row["is_pilot"] and row["result"] in (None, "extend")
    may = {
        "add": True,
        "endorse": not is_own and row["word"] != "endorsed",
        "refuse": not is_own and row["word"] != "not_endorsed",
        "review": is_open and not is_own,
    }
    return forms_on("decision_note", KEYS, sent, lambda key: may[key])


@blueprint.app_context_processor
def _for_cases() -> Row:
    """What pages of cases and first pages show of notes and requests."""
    return {"notes_of": notes_of, "waiting_lines": shared.lines}


def notes_of(subject_uid: str) -> list[Row] | None:
    """The notes about a case on the day shown; None for who reads none."""
    if not may_open(who().role, "notes"):
        return None
    rows = decision_notes.list_of_case(store(), who(), today(), as_of(), subject_uid)
    return [in_words(row) for row in rows]
