"""The minutes of a stretch that is offered: a page to print and sign, and its list as a file."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, request

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.handover.segments import one_segment
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.apportionment import Interval, area_within
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import minutes, segments
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, who
from clearance.web.frame.labels import SIDES, say
from clearance.web.frame.lists import Column, ListPage
from clearance.web.frame.office_labels import office_words
from clearance.web.handover.minutes_docx import word
from clearance.web.handover.segment_labels import in_words

blueprint = Blueprint("minutes", __name__, url_prefix="/segments")
Row = dict[str, Any]


def _opens_parcels() -> bool:
    """Codes only for those who may open parcels."""
    return may_open(who().role, "parcels")


#: The list of a minute's parcels; its name and title are those of the stretch.
_MINUTES = ListPage(
    "minutes",
    "",
    "handover/segments/minutes.html",
    columns=(
        Column("code", _l("Mã"), is_shown=_opens_parcels),
        Column("map_sheet_no", _l("Tờ")),
        Column("parcel_no", _l("Thửa")),
        Column("commune", _l("Xã")),
        Column("land_use_code", _l("Loại đất")),
        Column("place", _l("Lý trình")),
        Column("side_words", _l("Bên")),
        Column("area_recovered_m2", _l("Diện tích thu hồi (m²)"), "number"),
        Column("area_here_m2", _l("Diện tích tính vào biên bản (m²)"), "number"),
        Column("cleared_on", _l("Bàn giao ngày"), "date"),
        Column("note", _l("Ghi chú")),
    ),
    most=0,
)


@blueprint.get("/<code>/minutes")
@opens("segments")
def show(code: str) -> Any:
    """List of parcels, legal areas, Km from–to and counts of one segment on a day."""
    row = one_segment(store(), code, as_of()) or abort(404)
    place = (row["alignment_uid"] or "", row["from_m"] or 0, row["to_m"] or 0)
    rows = [parcel_in_words(parcel, place[1:]) for parcel in minutes.list_parcels(store(), *place)]
    things = minutes.count_things(store(), *place, as_of())
    return minutes_of(in_words(row), rows, things, _("Đoạn %(code)s", code=row["code"]))


def minutes_of(row: Row, rows: list[Row], things: Row | None, name: str) -> Any:
    """Minutes to print, or their list as a file; `things` stand on a segment beside parcels."""
    turns = segments.list_turns(store(), row["uid"], as_of())
    context: Row = {
        "thing": name,
        "office": office_words(),
        "things": things,
        "total": total(rows),
        "answered": _last(turns),
        "offer": next((t for t in reversed(turns) if t["fact"] == "offered"), None),
    }
    if asked("format") == "docx":
        return word(row, rows, context)
    context |= {"row": row, "back": request.path.removesuffix("/minutes")}
    title = _("Thửa đất của: %(name)s", name=name)
    listed = replace(_MINUTES, name=f"minutes-{row['code']}", title=title)
    return listed.answer(rows, lambda: context)


def parcel_in_words(parcel: Row, place: Interval | None = None) -> Row:
    """A parcel with its place in words, handed over only by the day shown; its area in `place`."""
    is_given = (parcel["cleared_on"] or "9999") <= as_of()
    here_m2 = _area_here(parcel, place)
    return {
        **parcel,
        "place": span_text(parcel["from_m"], parcel["to_m"]),
        "side_words": say(SIDES, parcel["side"]) if parcel["side"] else "",
        "cleared_on": parcel["cleared_on"] if is_given else None,
        "area_here_m2": here_m2,
        "is_partial": here_m2 != parcel["area_recovered_m2"],
        "note": _("đất công, không cản trở") if parcel["is_public"] and not is_given else "",
    }


def _area_here(parcel: Row, place: Interval | None) -> float | None:
    """The m² of the legal area that fall to a stretch, all of it without one."""
    area_m2 = parcel["area_recovered_m2"]
    if place is None or area_m2 is None:
        return area_m2
    return float(area_within(area_m2, (parcel["from_m"], parcel["to_m"]), place))


def total(rows: list[Row]) -> Row:
    """Parcels: all, those to be handed over, those that were, public land; areas here in m²."""
    done = [row for row in rows if row["cleared_on"]]
    public = [row for row in rows if row["is_public"] and not row["cleared_on"]]
    return {
        "parcels": len(rows),
        "due": len(rows) - len(public),
        "done": len(done),
        "public": len(public),
        "area_m2": _sum(rows),
        "done_m2": _sum(done),
        "public_m2": _sum(public),
        "has_partial": any(row["is_partial"] for row in rows),
    }


def _sum(rows: list[Row]) -> Decimal:
    return sum((Decimal(repr(row["area_here_m2"] or 0)) for row in rows), Decimal(0))


def _last(turns: list[Row]) -> Row | None:
    """What the investor said to the last offer, None while it is silent."""
    last = turns[-1] if turns else None
    return last if last and last["fact"] in ("accepted", "refused") else None
