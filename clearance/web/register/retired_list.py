"""What was retired: who did it, why, what was reported since; bringing it back."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.changes import Change
from clearance.rules.records.register import RETIRABLE
from clearance.store.cases import retired
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.frame.filters import Filter
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.lists import Column, ListPage
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("retired", __name__, url_prefix="/retired")
Row = dict[str, Any]
_KINDS = [(name, partial(say, SUBJECTS, name)) for name in RETIRABLE]
_RETIRED = ListPage(
    "retired",
    _l("Hồ sơ đã rút"),
    "register/retired.html",
    columns=(
        Column("code", _l("Mã")),
        Column("what", _l("Loại")),
        Column("full_name", _l("Họ tên")),
        Column("unit_name", _l("Xã")),
        Column("retired_on", _l("Ngày rút"), "date"),
        Column("who_name", _l("Người rút")),
        Column("why", _l("Lý do")),
        Column("awaiting", _l("Báo cáo sau khi rút"), "number"),
    ),
    filters=(Filter("kind", _l("Lọc"), "subject", options=_KINDS),),
    sorts=("code", "retired_on"),
)


@blueprint.get("/")
@opens("register")
def index() -> Any:
    """Everything retired in the area; ?kind= keeps one kind."""
    rows = [
        row | {"what": say(SUBJECTS, row["subject"])}
        for row in retired.list_retired(store(), who(), today())
    ]
    return _RETIRED.answer(rows)


@blueprint.post("/<uid>/restore")
@opens("register")
def restore(uid: str) -> Any:
    """Bring one thing back, while nothing contradicts."""
    row = retired.find(store(), uid) or abort(404)
    return submit(
        Report(),
        index,
        lambda: Change(row["subject"], uid, "restored"),
        url_for(".index"),
        _("Đã đưa lại %(code)s.", code=row["code"]),
    )
