"""Who surveyed what along the road: coverage by kind, declarations, and beginning to count them."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.maps.survey_lanes import draw
from clearance.reports.corridor.ground import ground
from clearance.reports.corridor.surveys import bounds_of, coverage, to_survey
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.changes import Change
from clearance.rules.corridor.surveys import KINDS
from clearance.rules.records.permissions import may_record
from clearance.store.corridor import surveys
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.corridor.survey_form import Corrected, Declared, Withdrawn
from clearance.web.corridor.survey_labels import declared_row, place_words, said_words, to_declare
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.filters import Filter
from clearance.web.frame.labels import SUBJECTS
from clearance.web.frame.lists import Column, ListPage
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.submit import submit

blueprint = Blueprint("surveys", __name__, url_prefix="/surveys")
Row = dict[str, Any]
_FOLD_M = 8000
#: Places to survey next that are listed.
_MOST = 10
#: The declarations along one road.
_LIST = ListPage(
    "surveys",
    _l("Ai đã khảo sát gì"),
    "corridor/surveys.html",
    columns=(
        Column("from_km", _l("Từ")),
        Column("to_km", _l("Đến")),
        Column("length_m", _l("Dài (m)"), "number"),
        Column("kind_words", _l("Loại")),
        Column("result_words", _l("Kết quả")),
        Column("declared_on", _l("Ngày khảo sát"), "date"),
        Column("who", _l("Người khai")),
        Column("standing_words", _l("Tình trạng")),
    ),
    filters=(
        Filter("kind", _l("Loại"), words="kind_words"),
        Filter("result", _l("Kết quả"), words="result_words"),
        Filter("standing", _l("Tình trạng"), words="standing_words"),
    ),
    sorts=("length_m", "declared_on"),
)


@blueprint.get("")
@opens("corridor")
def index() -> Any:
    """Coverage by kind along one road, the declarations, and the form for a new one."""
    return _page(_roads()[1], Declared.fresh)


@blueprint.post("")
@opens("corridor")
def add() -> Any:
    """Declare some kinds surveyed from one chainage to another."""
    require("survey", "registered")
    road, form = _roads()[1], Declared()
    return submit(
        form,
        partial(_page, road, lambda **_start: form),
        lambda: [_declaration(road, form, kind) for kind in form.chosen()],
        url_for(".index", alignment=road["mark"]),
        _("Đã khai."),
    )


def _declaration(road: Row, form: Declared, kind: str) -> Change:
    """One kind of a form; a second press of the same form is the same change."""
    uid = f"{form.uid.data}-{kind}"
    patch = {"alignment_uid": road["uid"], "kind": kind, **form.place()}
    return Change("survey", uid, "registered", patch, uid=uid, happened_on=form.happened_on.data)


@blueprint.get("/<uid>")
@opens("corridor")
def show(uid: str) -> Any:
    """One declaration: what was said of it, its correction and withdrawal."""
    return _one(_found(uid), {})


@blueprint.post("/<uid>")
@opens("corridor")
def correct(uid: str) -> Any:
    """Put a declaration right."""
    require("survey", "revised")
    row, form = _found(uid), Corrected()
    return submit(
        form,
        partial(_one, row, {"correct": form}),
        lambda: Change("survey", uid, "revised", form.place(), happened_on=form.happened_on.data),
        url_for(".show", uid=uid),
        _("Đã sửa lần khai này."),
    )


@blueprint.post("/<uid>/withdrawal")
@opens("corridor")
def withdraw(uid: str) -> Any:
    """Withdraw a declaration: its metres are unknown again."""
    require("survey", "withdrawn")
    row, form = _found(uid), Withdrawn(prefix="withdrawal")
    return submit(
        form,
        partial(_one, row, {"withdraw": form}),
        lambda: Change("survey", uid, "withdrawn"),
        url_for(".index", alignment=row["alignment_uid"]),
        _("Đã rút lại: các mét ấy lại là chưa khảo sát."),
    )


def _found(uid: str) -> Row:
    return surveys.find_survey(store(), uid) or abort(404)


def _roads() -> tuple[list[Row], Row]:
    roads = roads_or_empty()
    return roads, chosen_road(roads)


def _page(road: Row, form: Any) -> Any:
    rows = [declared_row(store(), row) for row in surveys.list_all(store(), road["uid"])]
    return _LIST.answer(rows, partial(_around, road, form))


def _around(road: Row, form: Any) -> Row:
    """What only the page shows."""
    found, known = coverage(store(), road), ground(store(), road).surveys
    low, high = bounds_of(road)
    start = {
        "from_km": asked("from") or to_text(low),
        "to_km": asked("to") or to_text(high),
        "kinds": request.args.getlist("kinds"),
        "happened_on": today(),
    }
    return {
        "road": road,
        "roads": with_kinds(roads_or_empty()),
        "strips": _strips(road, found.by_kind),
        "covered": {kind: sum(b - a for a, b in found.by_kind[kind]) for kind in KINDS},
        "gaps": [place_words(road, gap) for gap in found.gaps],
        "to_declare": [to_declare(road, w) for w in to_survey(store(), road, today())[:_MOST]],
        "is_counted": known.is_counted,
        "is_mine": may_record(who().role, "survey", "registered"),
        "form": form(**start),
        "words": {kind: SUBJECTS[kind]() for kind in KINDS},
        "place_url": partial(place_url, road),
        "show_as_of": False,
    }


def _strips(road: Row, by_kind: dict[str, Any]) -> list[str]:
    """The coverage drawn once in one row and once cut into rows for phones."""
    folds = max(round(road["length_m"] / _FOLD_M), 2)
    names = {kind: SUBJECTS[kind]() for kind in by_kind}
    title = _("Đã khảo sát đến đâu, theo từng loại")
    return [
        draw(bounds_of(road), by_kind, names, title, name, cuts)
        for name, cuts in (("surveys", 1), ("surveys-rows", folds))
    ]


def _one(row: Row, sent: Row) -> str:
    """The page of one declaration, with the form that was sent as it was."""
    start = {
        "from_km": to_text(row["from_m"]),
        "to_km": to_text(row["to_m"]),
        "result": row["result"],
        "happened_on": today(),
    }
    return render_template(
        "corridor/survey.html",
        row=declared_row(store(), row | {"who": ""}),
        said=[said_words(each) for each in surveys.list_said(store(), row["uid"])],
        form=sent.get("correct") or Corrected.fresh(**start),
        withdrawal=sent.get("withdraw") or Withdrawn.fresh("withdrawal"),
        is_mine=may_record(who().role, "survey", "revised") and not row["withdrawn_on"],
        show_as_of=False,
    )
