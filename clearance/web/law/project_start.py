"""The day the project began: before it nothing can have happened."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.store.journal.meta import begun_on, project_uid
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, who
from clearance.web.law.law_form import Begun
from clearance.web.recording.submit import submit

blueprint = Blueprint("begun", __name__, url_prefix="/law/begun")


@blueprint.route("", methods=["GET", "POST"])
@opens("law")
def edit() -> Any:
    """The form by which the office records the day, and corrects it."""
    project = project_uid(store()) or abort(404)
    form = Begun()
    return submit(
        form,
        partial(_page, form),
        lambda: Change("project", project, "revised", {"begun_on": form.begun_on.data or None}),
        url_for("law.index"),
        _("Đã ghi ngày dự án bắt đầu."),
        {"begun_on": begun_on(store(), project)},
    )


def _page(form: Begun) -> str:
    is_mine = may_record(who().role, "project", "revised")
    return render_template("law/begun.html", form=form, is_mine=is_mine)
