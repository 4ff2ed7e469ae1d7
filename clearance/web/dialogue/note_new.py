"""Writing a decision note: facts, the rule in doubt, options, people asked, the choice."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.decision_notes import as_text
from clearance.rules.records.permissions import may_record
from clearance.store.journal.changes import as_json
from clearance.store.responsibility import decision_notes
from clearance.web.dialogue import shared
from clearance.web.dialogue.dialogue_forms import OPTIONS, NewNote
from clearance.web.frame.context import asked, report, store, who
from clearance.web.recording.choices import communes
from clearance.web.recording.remedies import status_of
from clearance.web.recording.submit import why_not

Row = dict[str, Any]
_PLACES = ("household", "grave", "segment")


def write() -> Any:
    """Write a note; who may not is told so."""
    form = NewNote()
    form.unit.choices = communes()
    form.chosen.choices = [(str(n), _("Phương án %(n)s", n=n)) for n in range(1, OPTIONS + 1)]
    if not form.is_submitted():
        form.process(data={"uid": new_uid(), "place": asked("about")})
        form.is_pilot.data = asked("pilot") == "1"
        return _form(form)
    return _sent(form) if form.validate() else (_form(form), 422)


def _form(form: NewNote, why_not: str = "") -> str:
    return render_template(
        "dialogue/notes/new.html",
        form=form,
        told=why_not,
        show_as_of=False,
        is_mine=may_record(who().role, "decision_note", "registered"),
    )


def _sent(form: NewNote) -> Any:
    place = _place(form)
    if place is None:
        form.blame("place", _("Không tìm thấy hồ sơ này trong phạm vi anh/chị phụ trách."))
        return _form(form), 422
    patch = {name: form[name].data.strip() for name in ("title", "facts_known", "doubt", "reason")}
    patch |= place | {
        "options": as_json(form.options()),
        "chosen": form.chosen_of(),
        "consulted": as_text(form.people()),
    }
    if form.is_pilot.data:
        patch |= {"is_pilot": 1, "review_on": form.review_on.data}
    change = Change("decision_note", form.uid.data or "", "registered", patch, uid=form.uid.data)
    outcome = report(change)
    if not outcome.is_accepted:
        form.uid.data = new_uid()
        return _form(form, why_not(change, outcome)), status_of(outcome)
    flash(_("Đã lập phiếu."), "success")
    return redirect(
        url_for("notes.show", code=decision_notes.code_of(store(), change.subject_uid)), 303
    )


def _place(form: NewNote) -> Row | None:
    """What the note is about, {} for nothing, None when there is no such thing."""
    code = (form.place.data or "").strip()
    if not code:
        unit = form.unit.data
        return {"subject": "unit", "subject_uid": unit} if unit else {}
    row = shared.find_place(code, _PLACES)
    return {"subject": row["subject"], "subject_uid": row["uid"]} if row else None
