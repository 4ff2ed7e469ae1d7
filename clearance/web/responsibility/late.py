"""Late cases: who has each, since when, how late, at which step, why; and asking for the reason."""

from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, abort, request, url_for

from clearance.i18n import gettext as _
from clearance.reports.responsibility.late import by_officer
from clearance.reports.responsibility.late_holders import late_and_held
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.permissions import may_record
from clearance.store.cases import case_page
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import apply
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit
from clearance.web.responsibility import follow_up
from clearance.web.responsibility.late_labels import LATE, PAGES, in_words

blueprint = Blueprint("late", __name__, url_prefix="/late")
Row = dict[str, Any]
_KEPT = (*(one.name for one in LATE.filters), "sort", "page")


@blueprint.get("")
@opens("late")
def index() -> Any:
    """Every case past its due date on a day, the latest first."""
    rows = [in_words(row) for row in late_and_held(store(), who(), today(), as_of())]
    return LATE.answer(rows, lambda: _page(rows))


def _page(rows: list[Row]) -> Row:
    """What only the page shows."""
    return {
        "people": by_officer(apply(rows, LATE.filters, "officer")),
        "asked_for": {one.name: asked(one.name) for one in LATE.filters},
        "may_ask": as_of() == today() and may_record(who().role, "household", "asked"),
        "uid": new_uid(),
    }


@blueprint.post("/ask")
@opens("late")
def ask() -> Any:
    """Ask the holder of one case why it is late; back to the same row of the same list."""
    subject, _colon, code = request.form.get("case", "").partition(":")
    if subject not in PAGES or not may_record(who().role, subject, "asked"):
        abort(403)
    row = case_page.find_case(store(), subject, who(), today(), code) or abort(404)
    form = Report.fresh(uid=_uid(row["uid"]))
    change = Change(subject, row["uid"], "asked", {"ask": "explanation"})
    kept: dict[str, Any] = {name: asked(name) for name in _KEPT if asked(name)}
    back = url_for(".index", **kept, _anchor=f"c-{code}")
    done = _("Đã hỏi vì sao trễ: %(code)s.", code=code)
    return submit(form, index, lambda: change, back, done)


def _uid(case_uid: str) -> str:
    """One identifier for a page and a case: a second press of the button is one change."""
    try:
        return str(uuid5(UUID(request.form.get("uid", "")), case_uid))
    except ValueError:
        abort(400)


blueprint.add_url_rule("/asked", "asked", opens("late")(follow_up.index))
