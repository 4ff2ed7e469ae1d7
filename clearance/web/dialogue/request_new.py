"""Recording a request: who asks what, about where, who answers by when."""

from functools import partial
from typing import Any

from flask import render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.chainage import to_metres
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.store.corridor import corridor
from clearance.store.responsibility import decision_notes
from clearance.web.dialogue import shared
from clearance.web.dialogue.dialogue_forms import NewRequest
from clearance.web.frame.context import asked, store, who
from clearance.web.recording.submit import submit

Row = dict[str, Any]
_PLACES = ("package", "segment")


def write() -> Any:
    """Record what the investor or an enterprise asks; a role that may not sees why."""
    form = NewRequest()
    kind = "investor" if who().role == "liaison" else None
    start = {"place": asked("about"), "asker_kind": kind}
    done = _("Đã ghi câu hỏi.")
    page, change = partial(_page, form), partial(_change, form)
    return submit(form, page, change, partial(_back, form), done, start)


def _page(form: NewRequest) -> str:
    return render_template(
        "dialogue/requests/new.html",
        form=form,
        show_as_of=False,
        is_mine=may_record(who().role, "request", "registered"),
    )


def _back(form: NewRequest) -> str:
    code = decision_notes.code_of(store(), form.uid.data, "request")
    return url_for("requests.show", code=code)


def _change(form: NewRequest) -> Change | None:
    place = _place(form)
    if place is None:
        return None
    patch = {name: form[name].data.strip() for name in ("asker_kind", "asker", "question")}
    patch |= place | form.patch("due_on", "due_basis", holder_uid="holder")
    return Change("request", form.uid.data or "", "registered", patch)


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
