"""Newly found at the place: a cadre's form, offline too, and what the office has to confirm."""

import json
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_open, may_record
from clearance.rules.records.register import FINDABLE
from clearance.store.cases import register
from clearance.store.engine import scope
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import SIDES, SUBJECTS, Words, say
from clearance.web.frame.lists import Column, ListPage
from clearance.web.recording.outbox_form import FIELD_ROLES
from clearance.web.recording.submit import HOME, address, submit
from clearance.web.register.found_form import FORMS, Found

blueprint = Blueprint("found", __name__, url_prefix="/found")
Row = dict[str, Any]
_COMMON = ("unit_uid", "at_km", "side")
_NUMBERS = ("lon", "lat", "accuracy_m")
TITLES: Words = {
    "grave": lambda: _("Mộ mới phát hiện"),
    "structure": lambda: _("Nhà, công trình mới phát hiện"),
    "parcel": lambda: _("Thửa đất mới phát hiện"),
}
_FOUND = ListPage(
    "found",
    _l("Mới phát hiện, chờ xác nhận"),
    "register/found.html",
    columns=(
        Column("code", _l("Mã tạm")),
        Column("what", _l("Loại")),
        Column("unit_name", _l("Xã")),
        Column("place", _l("Chỗ")),
        Column("accuracy", _l("Sai số (m)"), "number"),
        Column("on", _l("Ngày"), "date"),
        Column("who_name", _l("Người phát hiện")),
        Column("why", _l("Ghi chú")),
    ),
    sorts=("code", "on"),
)


@blueprint.get("/")
@opens("found")
def index() -> Any:
    """What was found in the area and waits for the office, the newest first."""
    rows = [_in_words(row) for row in register.list_unconfirmed(store(), who(), today())]
    return _FOUND.answer(
        rows, lambda: {"kinds": kinds(), "confirms": may_open(who().role, "register")}
    )


def kinds() -> list[tuple[str, str]]:
    """What this role may register at the place: subject and title."""
    return [(s, TITLES[s]()) for s in FORMS if may_record(who().role, s, "found")]


def _in_words(row: Row) -> Row:
    told = json.loads(row["patch"])
    metres = row["chainage_from_m"], row["chainage_to_m"]
    place = span_text(*metres) + ", " + say(SIDES, row["side"]) if metres[0] is not None else ""
    return row | {
        "what": say(SUBJECTS, row["subject"]),
        "place": place,
        "accuracy": told.get("accuracy_m") and round(told["accuracy_m"]),
        "on": row["happened_on"] or row["recorded_at"][:10],
        "files": json.loads(row["evidence"]),
        "url": address(row["subject"], "show", row["code"]),
        "kind": HOME[row["subject"]],
    }


@blueprint.route("/<subject>/new", methods=["GET", "POST"])
@opens("find")
def new(subject: str) -> Any:
    """Register a grave, parcel or house where it stands."""
    if subject not in FINDABLE:
        abort(404)
    form = FORMS[subject][0]()
    units = scope.list_units(store(), who(), today())
    start = {"unit_uid": units[0]["uid"] if len(units) == 1 else ""}
    return submit(
        form,
        partial(_page, subject, form),
        partial(_found, subject, form),
        url_for(".index"),
        _("Đã ghi; Tổ công tác sẽ xác nhận."),
        start,
    )


def _found(subject: str, form: Found) -> Change | None:
    patch = form.patch(*_COMMON, *FORMS[subject][1]) | (form.place() or {})
    if "lon" not in patch and "at_km" not in patch:
        form.blame("at_km", _("Lấy vị trí bằng máy, hoặc ghi lý trình."))
        return None
    return Change(subject, form.uid.data or "", "found", patch)


def _page(subject: str, form: Found) -> str:
    return render_template(
        "register/found_new.html",
        form=form,
        title=TITLES[subject](),
        own=FORMS[subject][1],
        with_place=True,
        spot=None,
        outbox=_queued(subject),
        back=url_for("home.index"),
    )


def _queued(subject: str) -> Row | None:
    """What the phone's outbox needs: the thing is new, so nothing of it waits for anything."""
    if who().role not in FIELD_ROLES:
        return None
    return {
        "subject": subject,
        "subject_uid": None,
        "fact": "found",
        "case": None,
        "code": _("Mới"),
        "what": TITLES[subject](),
        "patch": {},
        "bring": [*_NUMBERS, *_COMMON, *FORMS[subject][1]],
        "numbers": _NUMBERS,
        "back": url_for("home.index"),
    }
