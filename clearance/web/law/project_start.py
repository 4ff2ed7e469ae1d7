"""The day the project began: before it nothing can have happened."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.permissions import may_record
from clearance.store.journal.meta import begun_on, project_uid
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, who
from clearance.web.law.law_form import Begun
from clearance.web.recording.submit import send

blueprint = Blueprint("begun", __name__, url_prefix="/law/begun")


@blueprint.route("", methods=["GET", "POST"])
@opens("law")
def edit() -> Any:
    """The form by which the office tells the day, and tells it anew."""
    project = project_uid(store()) or abort(404)
    form = Begun()
    page = partial(_page, form)
    if not form.is_submitted():
        form.process(data={"uid": new_uid(), "begun_on": begun_on(store(), project)})
        return page()
    done = _("Đã ghi ngày dự án bắt đầu.")
    return send(form, page, lambda _files: _told(project, form), url_for("law.index"), done)


def _page(form: Begun, told: str = "", status: int = 200) -> Any:
    is_mine = may_record(who().role, "project", "revised")
    return render_template("law/begun.html", form=form, told=told, is_mine=is_mine), status


def _told(project: str, form: Begun) -> Change:
    patch = {"begun_on": form.begun_on.data or None}
    return Change(
        "project",
        project,
        "revised",
        patch,
        uid=form.uid.data or new_uid(),
        why=form.note.data or "",
    )
