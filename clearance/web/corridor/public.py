"""The page anybody may read: how far the ground is, without a name, a code or a small number."""

from typing import Any

from flask import Blueprint, abort, render_template

from clearance.i18n import gettext as _
from clearance.reports.corridor.public import published, published_days
from clearance.rules.corridor.publication import GRAIN, total
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import asked_day, store, today
from clearance.web.frame.labels import day as in_words

blueprint = Blueprint("public", __name__, url_prefix="/public")


@blueprint.get("/")
@opens(OPEN)
def index() -> Any:
    """Metres clear of each alignment and counts by commune, of a day they are published of."""
    days = published_days(store(), today())
    day = asked_day("as_of") or next(iter(days), "")
    if day and day not in days:
        known = ", ".join(map(in_words, days)) or "–"
        abort(400, _("Số liệu công khai chỉ có của những ngày: %(days)s.", days=known))
    found: dict[str, Any] = (
        published(store(), day) if day else {"roads": [], "units": [], "counts_surveys": True}
    )
    return render_template(
        "corridor/public.html",
        roads=found["roads"],
        rows=found["units"],
        counts_surveys=found["counts_surveys"],
        as_of=day,
        days=days,
        whole=total(found["units"]),
        grain=GRAIN,
    )
