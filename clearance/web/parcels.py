"""Parcels: one parcel as a page, and as a part for the map's side panel."""

from typing import Any

from flask import Blueprint, render_template

from clearance.store import parcels
from clearance.web.access import opens
from clearance.web.casebook import opened, page_of, personal
from clearance.web.desk import store, today, who
from clearance.web.recording import offer
from clearance.web.sending import find

blueprint = Blueprint("parcels", __name__, url_prefix="/parcels")
offer(blueprint, "parcel", "parcels")


@blueprint.get("/<code>")
@opens("parcels")
def show(code: str) -> Any:
    """One parcel: place, areas, whose it is, where it stands. ?panel=1 gives it without a frame."""
    row = find("parcel", code)
    upon = parcels.list_upon(store(), row["uid"], who(), today())
    return render_template(
        page_of("parcels"), own=personal(row), upon=upon, **opened("parcel", row)
    )
