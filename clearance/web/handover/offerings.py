"""Offerings: batches of parcels listed by the office, offered, accepted or refused."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.reports.handover.offerings import all_offerings, by_standing
from clearance.rules.basics.changes import Change
from clearance.rules.records.offerings import as_text
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import offerings, segments
from clearance.web.corridor.place import asked_for
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.handover import minutes
from clearance.web.handover.offering_labels import OFFERINGS, in_words
from clearance.web.handover.segment_form import Listing
from clearance.web.handover.segment_labels import turns_in_words
from clearance.web.handover.sign_off import KEYS, file_of, forms_for, turned
from clearance.web.recording.keyed_forms import Sent
from clearance.web.recording.submit import submit

blueprint = Blueprint("offerings", __name__, url_prefix="/offerings")
Row = dict[str, Any]


@blueprint.get("/")
@opens("segments")
def index() -> Any:
    """Every offering on a day, the newest first; ?standing= keeps one kind."""
    rows = [in_words(row) for row in all_offerings(store(), as_of())]
    may_list = may_open(who().role, "offer")
    sums = [in_words(row) for row in by_standing(rows)]
    return OFFERINGS.answer(rows, lambda: {"sums": sums, "may_list": may_list})


@blueprint.get("/new")
@opens("offer")
def new() -> Any:
    """Parcels handed over and not yet offered, to choose a batch from."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    start = road["start_m"] or 0
    place = asked_for(road) or (start, start + road["length_m"])
    found = offerings.list_to_offer(store(), road["uid"], place, today())
    return render_template(
        "handover/offerings/new.html",
        roads=with_kinds(roads),
        road=road,
        place=place,
        form=Listing.fresh(),
        rows=[minutes.parcel_in_words(row) for row in found],
        most=offerings.MOST_LISTED,
    )


@blueprint.post("/new")
@opens("offer")
def create() -> Any:
    """List the parcels chosen as one offering."""
    form, chosen = Listing(), request.form.getlist("parcel")
    if not chosen:
        flash(_("Chọn ít nhất một thửa."), "error")
        return redirect(request.full_path)
    return submit(
        form,
        new,
        lambda: Change("offering", form.thing.data, "registered", {"parcels": as_text(chosen)}),
        lambda: url_for(".show", code=form.thing.data),
        _("Đã lập danh sách. In biên bản, ký rồi đề nghị bàn giao."),
    )


@blueprint.get("/<code>")
@opens("segments")
def show(code: str) -> Any:
    """One offering: its parcels, its history, and the keys this role holds."""
    return _page(_row(code), {})


@blueprint.post("/<code>/<key>")
@opens("segments")
def turn(code: str, key: str) -> Any:
    """Offer, accept or refuse."""
    return turned("offering", _row(code), KEYS, key, _page, url_for(".show", code=code))


@blueprint.get("/<code>/files/<sha256>")
@opens("segments")
def file(code: str, sha256: str) -> Any:
    """A photo or minute that was sent with a turn of this offering's keys."""
    return file_of(_row(code)["uid"], sha256)


@blueprint.get("/<code>/minutes")
@opens("segments")
def paper(code: str) -> Any:
    """The minutes to print and sign, or their list as a file."""
    row = _row(code)
    return minutes.minutes_of(row, _parcels(row), None, _("Đợt %(code)s", code=row["code"]))


def _row(code: str) -> Row:
    rows = all_offerings(store(), as_of())
    found = next((row for row in rows if code in (row["uid"], row["code"])), None)
    return in_words(found) if found else abort(404)


def _parcels(row: Row) -> list[Row]:
    return [
        minutes.parcel_in_words(parcel) for parcel in offerings.list_parcels(store(), row["uid"])
    ]


def _page(row: Row, sent: Sent) -> str:
    turns = segments.list_turns(store(), row["uid"], as_of())
    road = {"mark": row["alignment"]}
    return render_template(
        "handover/offerings/show.html",
        row=row,
        rows=_parcels(row),
        history=turns_in_words([], turns),
        forms=forms_for("offering", row, KEYS, sent),
        place_url=place_url(road, row["from_m"] or 0, row["to_m"] or 0),
        file_url=lambda sha: url_for(".file", code=row["code"], sha256=sha),
    )
