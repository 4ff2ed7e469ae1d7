"""Houses and other structures in the road's way, one by one."""

from typing import Any

from flask import Blueprint, render_template

from clearance.web.cases.case_page import opened, page_of, personal
from clearance.web.cases.case_routes import offer
from clearance.web.frame.access import opens
from clearance.web.recording.submit import find

blueprint = Blueprint("structures", __name__, url_prefix="/structures")
offer(blueprint, "structure", "parcels")


@blueprint.get("/<code>")
@opens("parcels")
def show(code: str) -> Any:
    """Where one stands and what may be recorded of it."""
    row = find("structure", code)
    return render_template(page_of("parcels"), own=personal(row), **opened("structure", row))
