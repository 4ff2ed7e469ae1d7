"""Households: the list, one household, and everything recorded of it."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template

from clearance.rules.basics.chainage import to_text
from clearance.store.cases import households
from clearance.web.cases.case_list import show_list
from clearance.web.cases.case_page import opened, personal
from clearance.web.cases.case_routes import offer
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import SCOPE_WORDS, SIDES, say
from clearance.web.recording.submit import find
from clearance.web.responsibility.holder_forms import offer_turns

blueprint = Blueprint("households", __name__, url_prefix="/households")
offer(blueprint, "household", "households")
offer_turns(blueprint, "household", "households")
blueprint.add_app_template_filter(to_text, "chainage")
blueprint.add_app_template_filter(partial(say, SIDES), "sides")
blueprint.add_app_template_filter(partial(say, SCOPE_WORDS), "scopes")


@blueprint.get("/")
@opens("households")
def index() -> Any:
    """All households of the area, by filters, page by page."""
    return show_list("household")


@blueprint.get("/<code>")
@opens("households")
def show(code: str) -> Any:
    """Where one household stands, with its land, houses, graves and people."""
    row = find("household", code)
    of = (store(), row["uid"], who(), today())
    return render_template(
        "cases/households/show.html",
        own=personal(row),
        parcels=households.list_parcels(*of),
        structures=households.list_structures(*of),
        graves=households.list_graves(*of),
        members=households.list_members(store(), row["uid"]),
        **opened("household", row),
    )
