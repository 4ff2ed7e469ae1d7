"""Graves: the list, one grave, and everything recorded of it."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template

from clearance.rules.basics.lunar import lunar_words
from clearance.web.cases.case_list import show_list
from clearance.web.cases.case_page import opened, page_of, personal
from clearance.web.cases.case_routes import offer
from clearance.web.frame.access import opens
from clearance.web.frame.labels import GRAVES, say
from clearance.web.recording.submit import find
from clearance.web.responsibility.holder_forms import offer_turns

blueprint = Blueprint("graves", __name__, url_prefix="/graves")
offer(blueprint, "grave", "graves")
offer_turns(blueprint, "grave", "graves")
blueprint.add_app_template_filter(partial(say, GRAVES), "graves")


@blueprint.get("/")
@opens("graves")
def index() -> Any:
    """All graves of the area, by filters, page by page."""
    return show_list("grave")


@blueprint.get("/<code>")
@opens("graves")
def show(code: str) -> Any:
    """Where one grave stands, its family and the day chosen for moving it."""
    row = find("grave", code)
    return render_template(
        page_of("graves"),
        own=personal(row),
        lunar=lunar_words(row["planned_on"]),
        **opened("grave", row),
    )
