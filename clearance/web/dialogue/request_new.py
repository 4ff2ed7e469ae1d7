"""Recording a request: who asks what, about where, who answers by when."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.chainage import to_metres
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.permissions import may_record
from clearance.rules.records.requests import ASKERS, BASES
from clearance.store.corridor import corridor
from clearance.store.responsibility import decision_notes
from clearance.web.dialogue import shared
from clearance.web.dialogue.dialogue_forms import NewRequest
from clearance.web.frame.context import asked, report, store, who
from clearance.web.recording.choices import communes, officers
from clearance.web.recording.remedies import status_of
from clearance.web.recording.submit import why_not

Row = dict[str, Any]
_PLACES = ("package", "segment")


def write() -> Any:
    """Record what the investor or an enterprise asks; who may not is told so."""
    form = NewRequest()
    form.asker_kind.choices = [(row.code, label(row)) for row in ASKERS.values()]
    form.due_basis.choices = [(row.code, label(row)) for row in BASES.values()]
    form.unit.choices, form.holder.choices = communes(), [("", "–"), *officers()]
    if not form.is_submitted():
        kind = "investor" if who().role == "liaison" else None
        form.process(data={"uid": new_uid(), "place": asked("about"), "asker_kind": kind})
        return _form(form)
    return _sent(form) if form.validate() else (_form(form), 422)


def _form(form: NewRequest, why_not: str = "") -> str:
    return render_template(
        "dialogue/requests/new.html",
        form=form,
        told=why_not,
        show_as_of=False,
        is_mine=may_record(who().role, "request", "registered"),
    )


def _sent(form: NewRequest) -> Any:
    place = _place(form)
    if place is None:
        return _form(form), 422
    patch = {name: form[name].data.strip() for name in ("asker_kind", "asker", "question")}
    patch |= place | {
        "holder_uid": form.holder.data,
        "due_on": form.due_on.data,
        "due_basis": form.due_basis.data,
    }
    change = Change("request", form.uid.data or "", "registered", patch, uid=form.uid.data)
    outcome = report(change)
    if not outcome.is_accepted:
        form.uid.data = new_uid()
        return _form(form, why_not(change, outcome)), status_of(outcome)
    flash(_("Đã ghi câu hỏi."), "success")
    code = decision_notes.code_of(store(), change.subject_uid, "request")
    return redirect(url_for("requests.show", code=code), 303)


def _place(form: NewRequest) -> Row | None:
    """Where the question is about; None, with the fault beside its field, when it is nowhere."""
    code, place = (form.place.data or "").strip(), {}
    row = shared.find_place(code, _PLACES) if code else None
    if code and not row:
        form.blame("place", _("Không có gói thầu hoặc đoạn nào mang mã này."))
        return None
    if row:
        place = {"subject": row["subject"], "subject_uid": row["uid"]}
    elif form.unit.data:
        place = {"subject": "unit", "subject_uid": form.unit.data}
    km = _km(form, (row or {}).get("alignment_uid")) if (form.km.data or "").strip() else {}
    return None if km is None else place | km


def _km(form: NewRequest, alignment_uid: str | None) -> Row | None:
    """The kilometre on its road: the package's, or the only one there is."""
    roads = [row["uid"] for row in corridor.list_alignments(store())]
    road = alignment_uid or (roads[0] if len(roads) == 1 else None)
    try:
        metres = int(to_metres(form.km.data or ""))
    except ValueError:
        form.blame("km", _("Ghi lý trình như Km12+350."))
        return None
    if road is None:
        form.blame("km", _("Ghi thêm gói thầu hoặc đoạn để biết lý trình này của tuyến nào."))
        return None
    return {"alignment_uid": road, "chainage_m": metres}
