"""Absences: who is away when, and who answers for the cases meanwhile."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.store.people import absences
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit
from clearance.web.responsibility.absence_form import Away

blueprint = Blueprint("absences", __name__, url_prefix="/absences")


@blueprint.get("")
@opens("late")
def index() -> Any:
    """Absences running or to come, and the form for a new one."""
    return _page(Away.fresh(person=asked("person"), valid_from=today()))


@blueprint.post("")
@opens("late")
def add() -> Any:
    """Record that somebody is away, with his stand-in."""
    require("absence", "registered")
    form = Away()
    done = _("Đã ghi: trong những ngày đó người thay trả lời các hồ sơ.")
    return submit(form, partial(_page, form), partial(_change, form), url_for(".index"), done)


def _change(form: Away) -> Change:
    people = {"person_uid": "person", "replacement_uid": "replacement"}
    patch = form.patch("valid_from", "valid_to", **people)
    return Change("absence", form.uid.data or "", "registered", patch)


@blueprint.post("/<uid>/end")
@opens("late")
def end(uid: str) -> Any:
    """Let an absence end with today: the person is back tomorrow."""
    require("absence", "registered")
    change = Change("absence", uid, "revised", {"valid_to": today()})
    return submit(Report(), index, lambda: change, url_for(".index"), _("Đã ghi nhận."))


def _page(form: Away) -> str:
    return render_template(
        "responsibility/absences.html",
        form=form,
        show_as_of=False,
        rows=absences.list_shown(store(), today()),
        is_mine=may_record(who().role, "absence", "registered"),
    )
