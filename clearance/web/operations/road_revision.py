"""The form of a revised design: its files wait as drafts between the preview and the record."""

from collections.abc import Mapping

from werkzeug.datastructures import FileStorage

from clearance.exchange.operations.design import File, read_design
from clearance.exchange.operations.revision import revise
from clearance.exchange.plans.snapshot import snapshot_of
from clearance.i18n import gettext as _
from clearance.record.operations.carrying_out import rehearse
from clearance.reports.operations.metres import metres_of, totals_of
from clearance.rules.basics.faults import Refused
from clearance.rules.operations.plan import Plan
from clearance.store.corridor import corridor
from clearance.web.data import import_drafts
from clearance.web.frame.context import now, store, today, who
from clearance.web.operations.operation_form import AlignmentRevision, Operation


def offer_alignments(form: AlignmentRevision) -> None:
    """The alignments of the project by code."""
    form.alignment.choices = [
        (row["uid"], " · ".join(filter(None, (row["code"], row["name"]))))
        for row in corridor.list_alignments(store())
    ]


def fill_revision(form: AlignmentRevision, plan: Plan, answers: Mapping[str, str]) -> Plan | None:
    """The plan of the drawings sent, now or before, with the metres before and after."""
    uid, snapshot = form.alignment.data or "", snapshot_of(store())
    files = kept_file(form, "line"), kept_file(form, "strip")
    design, plan.faults = read_design(*files, snapshot, form.crs.data)
    if plan.faults:
        return plan
    revise(design, uid, snapshot, plan, answers)
    if plan.is_ready:
        _measure(plan, uid)
    return plan


def _measure(plan: Plan, uid: str) -> None:
    """Add the metres by state; what the door would refuse becomes a fault of the plan."""
    before = metres_of(store(), uid, today())
    try:
        after = rehearse(store(), plan, who(), now(), lambda s: metres_of(s, uid, today()))
    except Refused as refused:
        plan.faults += refused.faults
        return
    plan.totals += totals_of(before, after)


def kept_file(form: Operation, name: str) -> File | None:
    """The file just sent, kept for the next press, else the one kept before."""
    sent, kept = form[name].data, form[f"{name}_draft"]
    if isinstance(sent, FileStorage) and sent.filename:
        kept.data = import_drafts.bring(sent, "alignment").uid
    if not kept.data:
        return None
    draft = import_drafts.find(kept.data)
    form[name].description = _("Đã nhận tệp %(name)s.", name=draft.name)
    return draft.folder / "file", draft.name
