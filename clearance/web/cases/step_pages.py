"""Recording a step of any case, and taking one back. Written once for every subject."""

from functools import partial
from typing import Any

from flask import abort, render_template
from markupsafe import Markup

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Change
from clearance.rules.procedure.steps import Step, find_step, is_open
from clearance.rules.records.open_steps import needs
from clearance.rules.records.permissions import may_record
from clearance.store.cases import case_page, steps
from clearance.web.cases.step_requirements import Asked, asked_of, complain, fit
from clearance.web.frame.context import store, today, who
from clearance.web.recording.outbox_form import queued
from clearance.web.recording.report_form import BROUGHT, EXTRA, FORMS, StepTaken, Withdrawal
from clearance.web.recording.submit import Row, address, find, fresh, invalid, submit


def take(subject: str, code: str, step: str) -> Any:
    """The form of one step, and the step itself."""
    row, found = find(subject, code), find_step(subject, step) or abort(404)
    form, needed = FORMS.get((subject, step), StepTaken)(), asked_of(row, found)
    fit(form, found, needed)
    page = partial(_take_page, row, found, form, needed)
    if form.is_submitted() and complain(form, needed):
        return invalid(form, page)
    change, back = partial(_taken, row, found, form), address(subject, "show", code)
    return submit(form, page, change, back, _done(row, found), fresh(row, happened_on=today()))


def _take_page(row: Row, step: Step, form: StepTaken, needed: Asked) -> str:
    taken = steps.dates(store(), row["uid"])
    is_mine = may_record(who().role, step.subject, step.code)
    return render_template(
        "cases/step.html",
        case=row,
        subject=step.subject,
        step=step,
        form=form,
        show_as_of=False,
        is_mine=is_mine,
        is_open=is_mine and is_open(step, taken),
        taken=taken,
        missing=needs(step, taken),
        back=address(step.subject, "show", row["code"]),
        extra=[f for f in form if f.name in (*EXTRA, *BROUGHT)],
        needed=needed,
        outbox=_step_queued(row, step, form, needed),
    )


def _step_queued(row: Row, step: Step, form: StepTaken, needed: Asked) -> Any:
    brought = [f.name for f in form if f.name in (*EXTRA, *BROUGHT)]
    undo = address(step.subject, "withdraw", row["code"], step=step.code)
    return queued(
        step.subject,
        row,
        step.code,
        label(step),
        bring=brought,
        undo=undo,
        late_after=needed.due_on,
    )


def _taken(row: Row, step: Step, form: StepTaken) -> Change:
    return Change(
        step.subject,
        row["uid"],
        step.code,
        form.step_fields(),
        happened_on=form.happened_on.data,
        based_on=form.seen(),
    )


def _done(row: Row, step: Step) -> Markup:
    undo = address(step.subject, "withdraw", row["code"], step=step.code)
    words = _("Đã gửi, máy chủ đã ghi: %(step)s.", step=label(step))
    return Markup('{} <a href="{}">{}</a>').format(words, undo, _("Hoàn tác"))


def withdraw(subject: str, code: str, step: str) -> Any:
    """Take a recorded step back, with a reason."""
    row, found = find(subject, code), find_step(subject, step) or abort(404)
    known = steps.find_taken(store(), row["uid"], step)
    form = Withdrawal()
    page = partial(_withdraw_page, row, found, known, form)
    change, back = partial(_withdrawn, row, found, known), address(subject, "show", code)
    done = _("Đã đính chính: bỏ bước %(step)s. Lịch sử vẫn giữ.", step=label(found))
    return submit(form, page, change, back, done, fresh(row))


def _withdraw_page(row: Row, step: Step, known: Row | None, form: Withdrawal) -> str:
    return render_template(
        "cases/withdraw.html",
        case=row,
        subject=step.subject,
        step=step,
        taken=known,
        form=form,
        outbox=_withdrawal_queued(row, step, known),
        show_as_of=False,
        is_mine=may_record(who().role, step.subject, "withdrawn"),
        back=address(step.subject, "show", row["code"]),
    )


def _withdrawal_queued(row: Row, step: Step, known: Row | None) -> Any:
    what = _("Đính chính: %(step)s", step=label(step))
    about = case_page.change_uid(store(), known["seq"]) if known else None
    return queued(step.subject, row, "withdrawn", what, patch={"step": step.code}, about=about)


def _withdrawn(row: Row, step: Step, known: Row | None) -> Change:
    about = case_page.change_uid(store(), known["seq"]) if known else None
    return Change(step.subject, row["uid"], "withdrawn", {"step": step.code}, about=about)
