"""Absences: who is away when, and who answers for the cases meanwhile."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.permissions import may_record
from clearance.store.people import absences
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, report, store, today, who
from clearance.web.recording.choices import officers
from clearance.web.recording.remedies import status_of
from clearance.web.recording.submit import why_not
from clearance.web.responsibility.absence_form import Away

blueprint = Blueprint("absences", __name__, url_prefix="/absences")


@blueprint.get("")
@opens("late")
def index() -> Any:
    """Absences running or to come, and the form for a new one."""
    form = _form()
    form.process(data={"uid": new_uid(), "person": asked("person"), "valid_from": today()})
    return _page(form)


@blueprint.post("")
@opens("late")
def add() -> Any:
    """Record that somebody is away, with his stand-in."""
    _must()
    form = _form()
    if not form.validate():
        return _page(form), 422
    patch = {
        "person_uid": form.person.data,
        "replacement_uid": form.replacement.data,
        "valid_from": form.valid_from.data,
        "valid_to": form.valid_to.data,
    }
    change = Change("absence", form.uid.data or "", "registered", patch, uid=form.uid.data or "")
    outcome = report(change)
    if not outcome.is_accepted:
        form.uid.data = new_uid()
        return _page(form, why_not(change, outcome)), status_of(outcome)
    flash(_("Đã ghi: trong những ngày đó người thay trả lời các hồ sơ."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uid>/end")
@opens("late")
def end(uid: str) -> Any:
    """Let an absence end with today: the person is back tomorrow."""
    _must()
    change = Change("absence", uid, "revised", {"valid_to": today()})
    outcome = report(change)
    words = _("Đã ghi nhận.") if outcome.is_accepted else why_not(change, outcome)
    flash(words, "success" if outcome.is_accepted else "error")
    return redirect(url_for(".index"), 303)


def _must() -> None:
    if not may_record(who().role, "absence", "registered"):
        abort(403)


def _form() -> Away:
    form = Away()
    people = [("", "–"), *officers()]
    form.person.choices = form.replacement.choices = people
    return form


def _page(form: Away, told: str = "") -> str:
    return render_template(
        "responsibility/absences.html",
        form=form,
        told=told,
        show_as_of=False,
        rows=absences.list_shown(store(), today()),
        is_mine=may_record(who().role, "absence", "registered"),
    )
