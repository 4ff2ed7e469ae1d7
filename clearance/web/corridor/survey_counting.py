"""Beginning to count surveys in a project made before: metres before and after, then the act."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.reports.corridor.surveys import difference
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.store.corridor import surveys
from clearance.store.journal.meta import project_uid
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.frame.road_labels import part_title
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("survey_counting", __name__, url_prefix="/surveys/counting")


@blueprint.route("", methods=["GET", "POST"])
@opens("corridor")
def edit() -> Any:
    """Clear metres of every part without and with surveys; the office begins to count them."""
    project = project_uid(store()) or abort(404)
    form = Report()
    if form.is_submitted() and not may_record(who().role, "project", "revised"):
        abort(403)
    return submit(
        form,
        partial(_page, form, project),
        lambda: Change("project", project, "revised", {"surveys_from": today()}),
        url_for("surveys.index"),
        _("Từ nay mét chỉ sạch khi mọi loại đã khảo sát."),
    )


def _page(form: Report, project: str) -> str:
    rows = difference(store(), today())
    return render_template(
        "corridor/survey_counting.html",
        form=form,
        rows=[row | {"label": part_title(row)} for row in rows],
        wholes=[row for row in rows if row["kind"] == "whole"],
        counted_from=surveys.counted_from(store(), project),
        is_mine=may_record(who().role, "project", "revised"),
        show_as_of=False,
    )
