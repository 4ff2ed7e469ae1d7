"""Handover segments: the list, one segment with its history, and the two keys."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.maps.strip import draw
from clearance.reports.corridor.ground import on_day
from clearance.reports.handover.offerings import all_offerings
from clearance.reports.handover.segments import all_segments, metres_by_key, one_segment
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import corridor, segments
from clearance.store.people import accounts
from clearance.web.corridor.road import place_url, strip_between
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.labels import show_whole
from clearance.web.handover.forecast_labels import with_forecast
from clearance.web.handover.forecast_panel import holding
from clearance.web.handover.segment_form import Promise
from clearance.web.handover.segment_labels import SEGMENTS, in_words, turns_in_words
from clearance.web.handover.sign_off import KEYS, file_of, forms_for, turned
from clearance.web.recording.disambiguation import ask_if_several
from clearance.web.recording.keyed_forms import Sent

blueprint = Blueprint("segments", __name__, url_prefix="/segments")
Row = dict[str, Any]
#: A segment is promised before it is offered.
_KEYS = {"promise": (Promise, "promised", ("open", "promised", "offered", "refused")), **KEYS}


@blueprint.get("/")
@opens("segments")
def index() -> Any:
    """Every segment on a day, along the road."""
    rows = with_forecast([in_words(row) for row in all_segments(store(), as_of())], as_of())
    return SEGMENTS.answer(rows, lambda: _list_page(rows))


def _list_page(rows: list[Row]) -> Row:
    """What only the page of the list shows."""
    return {
        "batches": sum(row["standing"] == "offered" for row in all_offerings(store(), as_of())),
        "keys": metres_by_key(rows) | {"linked": True},
        "adds": may_open(who().role, "register"),
        "links": [s for s in accounts.list_sessions(store(), who().uid) if s["kind"] == "calendar"],
    }


@blueprint.get("/<code>")
@opens("segments")
def show(code: str) -> Any:
    """One segment: dates, road, history, and the keys this role holds."""
    row = _row(code)
    if asked("panel") == "1":
        return render_template("handover/segments/_panel.html", row=row)
    return _page(row, {})


@blueprint.post("/<code>/<key>")
@opens("segments")
def turn(code: str, key: str) -> Any:
    """Promise, offer, accept or refuse."""
    return turned("segment", _row(code), _KEYS, key, _page, url_for(".show", code=code))


@blueprint.get("/<code>/files/<sha256>")
@opens("segments")
def file(code: str, sha256: str) -> Any:
    """A photo or minute that was sent with a turn of this segment's keys."""
    return file_of(_row(code)["uid"], sha256)


def _row(code: str) -> Row:
    ask_if_several(
        code,
        lambda: [r for r in segments.list_segments(store()) if r["code"] == code],
        lambda uid: url_for(".show", code=uid),
    )
    row = one_segment(store(), code, as_of())
    return with_forecast([in_words(row)], as_of())[0] if row else abort(404)


def _page(row: Row, sent: Sent) -> str:
    turns = segments.list_turns(store(), row["uid"], as_of())
    return render_template(
        "handover/segments/show.html",
        row=row,
        history=turns_in_words(row["promises"], turns),
        forms=forms_for("segment", row, _KEYS, sent),
        strips=_strips(row),
        held=holding(row),
        edits=as_of() == today() and may_open(who().role, "register"),
        file_url=lambda sha: url_for(".file", code=row["code"], sha256=sha),
    )


def _strips(row: Row) -> list[str]:
    """The segment's own piece of the strip map, in one row and cut for phones."""
    roads = corridor.list_alignments(store())
    road = next((r for r in roads if r["uid"] == row["alignment_uid"]), None)
    if road is None or row["length_m"] <= 0:
        return []
    strip = strip_between(road, on_day(store(), road, as_of()), row["from_m"], row["to_m"])
    return [
        draw(strip, partial(place_url, road), _, show_whole, name, cuts)
        for name, cuts in (("segment", 1), ("rows", 2))
    ]
