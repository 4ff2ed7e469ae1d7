"""Stretches and patchwork of every part of a road: packages, communes, handover segments."""

from functools import partial
from typing import Any

from flask import Blueprint, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.corridor.road_parts import patchwork_rows, usable_sums
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.changes import Change
from clearance.rules.basics.shares import percent
from clearance.rules.corridor.handover import Handover
from clearance.rules.records.permissions import may_open, may_record
from clearance.store.corridor import corridor
from clearance.web.corridor import certificates
from clearance.web.corridor.package_form import Usable
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.filters import Filter
from clearance.web.frame.known_as_of import main_of, state_of
from clearance.web.frame.lists import Column, ListPage
from clearance.web.frame.road_labels import part_kind, part_label
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.submit import submit

blueprint = Blueprint("parts", __name__)
Row = dict[str, Any]
_KINDS = [(k, partial(part_kind, k)) for k in ("whole", "package", "commune", "segment")]

#: The parts of one road.
_PARTS = ListPage(
    "parts",
    _l("Đoạn sạch theo từng phần của tuyến"),
    "corridor/parts.html",
    columns=(
        Column("label", _l("Phần")),
        Column("kind_words", _l("Loại"), only="file"),
        Column("code", _l("Mã"), only="file"),
        Column("from_km", _l("Từ"), only="file"),
        Column("to_km", _l("Đến"), only="file"),
        Column("length_m", _l("Dài (m)"), "number"),
        Column("clear_m", _l("Sạch (m)"), "number"),
        Column("main_clear_m", _l("Sạch, chỉ phạm vi chính (m)"), "number", only="file"),
        Column("clear_percent", _l("Sạch, phần trăm chiều dài"), "number"),
        Column("blocked_m", _l("Còn vướng (m)"), "number"),
        Column("unknown_m", _l("Chưa khảo sát (m)"), "number"),
        Column("stretches", _l("Số đoạn sạch"), "number"),
        Column("longest_m", _l("Dài nhất (m)"), "number"),
        Column("median_m", _l("Giữa (m)"), "number", only="file"),
        Column("usable_m", _l("Tính thi công được từ (m)"), "number", only="file"),
        Column("in_usable_m", _l("Trong đoạn thi công được (m)"), "number", only="file"),
        Column("percent", _l("Thi công được, phần trăm số mét sạch"), "number"),
        Column("points", _l("Hai đầu các đoạn sạch")),
    ),
    filters=(Filter("kind", _l("Lọc"), options=_KINDS),),
    sorts=(
        "length_m",
        "clear_m",
        "clear_percent",
        "blocked_m",
        "unknown_m",
        "stretches",
        "longest_m",
        "percent",
    ),
)


@blueprint.get("/corridor/parts")
@opens("corridor")
def index() -> Any:
    """All parts of one road on a day; ?kind= keeps one kind."""
    return _page({})


@blueprint.post("/packages/<code>/usable")
@opens("corridor")
def usable(code: str) -> Any:
    """Give a package a usable length of its own, or the project's again."""
    require("package", "revised")
    package = certificates.find_package(code)
    form = Usable(prefix=package["code"])
    return submit(
        form,
        partial(_page, {package["uid"]: form}),
        lambda: Change("package", package["uid"], "revised", {"usable_m": form.usable_m.data}),
        url_for(".index", kind="package", alignment=package["alignment_uid"]),
        _("Đã ghi nhận."),
    )


def _forms(road: Row, sent: dict[str, Usable]) -> list[tuple[Row, Usable]]:
    """A form for each package of a road, for those who may use it today."""
    if not may_record(who().role, "package", "revised") or as_of() != today():
        return []
    rows = corridor.list_packages(store(), road["uid"])
    return [
        (row, sent.get(row["uid"]) or Usable.fresh(row["code"], usable_m=row["usable_m"]))
        for row in rows
    ]


def _page(sent: dict[str, Usable]) -> Any:
    roads = roads_or_empty()
    road = chosen_road(roads)
    state, main = state_of(road, as_of()), main_of(road, as_of())
    rows = [_in_words(row) for row in patchwork_rows(store(), road, state, main)]
    return _PARTS.answer(
        rows,
        lambda: {
            "road": road,
            "roads": with_kinds(roads),
            "place_url": place_url,
            "sums": _sums(road, state),
            "least_m": corridor.usable_m(store(), road["project_uid"]),
            "certificate_url": certificates.certificate_url,
            "forms": _forms(road, sent),
            "adds": may_open(who().role, "register") and as_of() == today(),
        },
    )


def _sums(road: Row, state: Handover) -> list[Row]:
    """The usable metres added up by each kind of part, in words."""
    rows = usable_sums(store(), road, state)
    return [row | {"kind_words": part_kind(row["kind"])} for row in rows]


def _in_words(row: Row) -> Row:
    entries = [(to_text(a), to_text(b), usable, a, b) for a, b, usable in row["entries"]]
    return row | {
        "label": part_label(row) if row["kind"] != "whole" else part_kind("whole"),
        "kind_words": part_kind(row["kind"]),
        "from_km": to_text(row["from_m"]),
        "to_km": to_text(row["to_m"]),
        "percent": percent(row["in_usable_m"], row["clear_m"]),
        "clear_percent": percent(row["clear_m"], row["length_m"]),
        "entries": entries,
        "points": "; ".join(f"{a} – {b}" for a, b, *_rest in entries),
    }
