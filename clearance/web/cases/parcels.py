"""Parcels: one parcel as a page, and as a part for the map's side panel."""

from typing import Any

from flask import Blueprint, render_template

from clearance.rules.records.permissions import may_open
from clearance.store.cases import parcels
from clearance.store.corridor import offerings
from clearance.web.cases.case_page import opened, page_of, personal
from clearance.web.cases.case_routes import offer
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.recording.submit import find

blueprint = Blueprint("parcels", __name__, url_prefix="/parcels")
offer(blueprint, "parcel", "parcels")


def opens_offerings() -> bool:
    """Whether whoever is here may open the offerings a parcel is in."""
    return may_open(who().role, "segments")


@blueprint.get("/<code>")
@opens("parcels")
def show(code: str) -> Any:
    """One parcel: place, areas, whose it is, where it stands. ?panel=1 gives it without a frame."""
    row = find("parcel", code)
    upon = parcels.list_upon(store(), row["uid"], who(), today())
    return render_template(
        page_of("parcels"),
        own=personal(row),
        upon=upon,
        **opened("parcel", row),
        batches=offerings.of_parcel(store(), row["uid"]) if opens_offerings() else (),
    )
