"""The page anybody may read: how far the ground is, without a name, a code or a small number."""

from typing import Any

from flask import Blueprint, render_template

from clearance.reports.ground import on_day
from clearance.reports.public import LEAST, open_counts
from clearance.rules.handover import metres
from clearance.store import corridor
from clearance.web.access import OPEN, opens
from clearance.web.desk import as_of, store

blueprint = Blueprint("public", __name__, url_prefix="/public")


@blueprint.get("/")
@opens(OPEN)
def index() -> Any:
    """Metres clear of each alignment, and counts by commune."""
    roads = [
        {"name": road["name"] or road["code"], "length_m": road["length_m"],
         **metres(on_day(store(), road, as_of()).full)}
        for road in corridor.list_alignments(store())
    ]  # fmt: skip
    *rows, whole = open_counts(store(), as_of())
    return render_template("public/index.html", roads=roads, rows=rows, whole=whole, least=LEAST)
