"""Writing a decision note: facts, the rule in doubt, options, people asked, the choice."""

from functools import partial
from typing import Any

from flask import render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.decision_notes import as_text
from clearance.rules.records.permissions import may_record
from clearance.store.journal.changes import as_json
from clearance.store.responsibility import decision_notes
from clearance.web.dialogue import shared
from clearance.web.dialogue.dialogue_forms import NewNote
from clearance.web.frame.context import asked, store, who
from clearance.web.recording.submit import submit

Row = dict[str, Any]
_PLACES = ("household", "grave", "segment")


def write() -> Any:
    """Write a note; a role that may not sees why."""
    form = NewNote()
    page = partial(_page, form)
    start = {"place": asked("about"), "is_pilot": asked("pilot") == "1"}
    return submit(
        form, page, partial(_change, form), partial(_back, form), _("Đã lập phiếu."), start
    )


def _page(form: NewNote) -> str:
    return render_template(
        "dialogue/notes/new.html",
        form=form,
        show_as_of=False,
        is_mine=may_record(who().role, "decision_note", "registered"),
    )


def _back(form: NewNote) -> str:
    return url_for("notes.show", code=decision_notes.code_of(store(), form.uid.data))


def _change(form: NewNote) -> Change | None:
    place = _place(form)
    if place is None:
        form.blame("place", _("Không tìm thấy hồ sơ này trong phạm vi anh/chị phụ trách."))
        return None
    patch = {name: form[name].data.strip() for name in ("title", "facts_known", "doubt", "reason")}
    patch |= place | {
        "options": as_json(form.options()),
        "chosen": form.chosen_of(),
        "consulted": as_text(form.people()),
    }
    if form.is_pilot.data:
        patch |= {"is_pilot": 1, "review_on": form.review_on.data}
    return Change("decision_note", form.uid.data or "", "registered", patch)


def _place(form: NewNote) -> Row | None:
    """What the note is about, {} for nothing, None when there is no such thing."""
    code = (form.place.data or "").strip()
    if not code:
        unit = form.unit.data
        return {"subject": "unit", "subject_uid": unit} if unit else {}
    row = shared.find_place(code, _PLACES)
    return {"subject": row["subject"], "subject_uid": row["uid"]} if row else None
