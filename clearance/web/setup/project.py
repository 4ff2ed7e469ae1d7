"""The project's own name, code and system of coordinates."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.store.journal import meta
from clearance.store.keeping.set_up import project_facts
from clearance.web.frame.access import opens
from clearance.web.frame.context import store
from clearance.web.recording.submit import submit
from clearance.web.setup.project_form import ProjectNamed, zone_choices

blueprint = Blueprint("project", __name__, url_prefix="/setup/project")
Row = dict[str, Any]


@blueprint.route("", methods=["GET", "POST"])
@opens("setup")
def edit() -> Any:
    """The form by which office and administrator name the project."""
    known = meta.find_project(store()) or abort(404)
    form, is_drawn = ProjectNamed(), bool(project_facts(store()).shapes)
    form.offer(zone_choices(known["crs"]), is_fixed=is_drawn)
    return submit(
        form,
        partial(_page, form, is_drawn),
        partial(_named, form, known),
        url_for("setup.index"),
        _("Đã ghi tên, mã dự án."),
        {name: known[name] for name in ("name", "code", "crs", "usable_m")},
    )


def _named(form: ProjectNamed, known: Row) -> Change:
    """What differs from the project as it is."""
    given = form.values()
    patch = {name: value for name, value in given.items() if value != known[name]}
    return Change("project", known["uid"], "revised", patch or {"name": known["name"]})


def _page(form: ProjectNamed, is_drawn: bool) -> str:
    return render_template("setup/project.html", form=form, is_drawn=is_drawn)
