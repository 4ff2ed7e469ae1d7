"""Requests of the investor and of enterprises: the list, one with its answer, the forms."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.rules.records.requests import on_time
from clearance.store.responsibility import decision_notes, requests
from clearance.web.dialogue.dialogue_forms import Answering, Assigning, Redating
from clearance.web.dialogue.request_labels import REQUESTS, history, in_words
from clearance.web.dialogue.request_new import write
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.frame.links import list_url
from clearance.web.recording.choices import end_of_day
from clearance.web.recording.keyed_forms import Keys, Sent, forms_on, sent_form
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("requests", __name__, url_prefix="/requests")
Row = dict[str, Any]
#: Each turn: its form, the fact it records, the fields of the change by names of inputs.
KEYS: Keys = {
    "answer": (Answering, "answered", {"answer": "answer", "late_category": "late_category"}),
    "assign": (Assigning, "assigned", {"holder_uid": "holder"}),
    "redate": (Redating, "redated", {"due_on": "due_on", "late_category": "late_category"}),
}


@blueprint.get("/")
@opens("requests")
def index() -> Any:
    """Every request the person may read as it stood on a day."""
    rows = [in_words(row) for row in requests.list_requests(store(), who(), today(), as_of())]
    may_ask = may_record(who().role, "request", "registered")
    return REQUESTS.answer(rows, lambda: {"figures": _figures(rows), "may_ask": may_ask})


def _figures(rows: list[Row]) -> Row:
    """What the head of the list says; each number is the length of a list."""
    is_open = [row for row in rows if row["standing"] == "open"]
    good, counted = on_time(rows, as_of())
    return {
        "open": len(is_open),
        "all": len(rows),
        "kept": good,
        "counted": counted,
        "late": sum(bool(row["days_late"]) for row in is_open),
    }


blueprint.add_url_rule("/new", "new", opens("requests")(write), methods=["GET", "POST"])


@blueprint.get("/<code>")
@opens("requests")
def show(code: str) -> Any:
    """One request: the question, who answers by when, and every turn so far."""
    return _page(_row(code), {})


@blueprint.post("/<code>/<key>")
@opens("requests")
def turn(code: str, key: str) -> Any:
    """Answer a request, give it to another officer, or move its day."""
    row = _row(code)
    form, fact = sent_form("request", KEYS, key)
    page, names = partial(_page, row, {key: form}), KEYS[key][2]
    back = url_for(".show", code=code)
    return submit(
        form,
        page,
        lambda: Change("request", row["uid"], fact, form.patch(**names)),
        back,
        _("Đã ghi nhận."),
    )


def _row(code: str) -> Row:
    row = requests.find_request(store(), who(), today(), as_of(), code)
    return in_words(row) if row else abort(404)


def _page(row: Row, sent: Sent) -> str:
    said = decision_notes.list_said(store(), row["uid"], end_of_day())
    return render_template(
        "dialogue/requests/show.html",
        row=row,
        forms=_forms(row, sent),
        place_url=_place_url(row),
        history=history(said, requests.names_of(store(), row["uid"])),
        roles=ROLE_WORDS,
    )


def _place_url(row: Row) -> str:
    """The segment's page, or the place on the road."""
    if row["subject"] == "segment" and (
        url := list_url("segments", "segments.show", code=row["place_code"])
    ):
        return url
    at = row["chainage_m"]
    if at is None or not row["alignment"]:
        return ""
    to = partial(list_url, "corridor", "corridor.index", alignment=row["alignment"])
    return to(**{"from": at, "to": at + 1, "_anchor": "place"})


def _forms(row: Row, sent: Sent) -> dict[str, Report]:
    """The turns this person may take now; none when it is answered."""
    is_others = who().role == "cadre" and row["holder_uid"] != who().uid
    forms = forms_on(
        "request",
        KEYS,
        sent,
        lambda key: not row["answered_on"] and not (key == "answer" and is_others),
    )
    if row["days_late"] and "answer" in forms:
        for name in ("late_category", "why"):
            forms["answer"][name].flags.required = True
    return forms
