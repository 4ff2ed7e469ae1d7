"""Graves: the list, one grave, and everything recorded of it."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template

from clearance.i18n import gettext as _
from clearance.rules.ceremony import lunar_words
from clearance.web.access import opens
from clearance.web.casebook import opened, page_of, personal
from clearance.web.caselist import show_list
from clearance.web.recording import offer
from clearance.web.sending import find
from clearance.web.turning import offer_turns
from clearance.web.wording import GRAVES, say

blueprint = Blueprint("graves", __name__, url_prefix="/graves")
offer(blueprint, "grave", "graves")
offer_turns(blueprint, "grave", "graves")
blueprint.add_app_template_filter(partial(say, GRAVES), "graves")


@blueprint.get("/")
@opens("graves")
def index() -> Any:
    """All graves of the area, by filters, page by page."""
    return show_list("grave", _("Mồ mả"))


@blueprint.get("/<code>")
@opens("graves")
def show(code: str) -> Any:
    """Where one grave stands, its family and the day chosen for moving it."""
    row = find("grave", code)
    return render_template(
        page_of("graves"), own=personal(row), lunar=lunar_words(row["planned_on"]),
        **opened("grave", row),
    )  # fmt: skip
