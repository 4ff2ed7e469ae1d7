"""Operations: the list, one planned and seen before it is done, its report, undoing it."""

import hashlib
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.operations.effects import resting_on
from clearance.rules.basics import operations as rules
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.operations.plan import Plan, read_report
from clearance.store.journal import changes, operations
from clearance.web.frame.access import opens
from clearance.web.frame.context import allow, asked, now, store, today, who
from clearance.web.frame.labels import say
from clearance.web.operations import operation_labels as labels
from clearance.web.operations.kinds import KINDS, Kind
from clearance.web.operations.operation_form import Operation

blueprint = Blueprint("operations", __name__, url_prefix="/operations")
Row = dict[str, Any]
#: Fields of the forms that an address may fill.
_FROM_ADDRESS = ("parcel", "parcels", "package", "household")


@blueprint.get("/")
@opens("operations")
def index() -> Any:
    """Every operation, newest first, and the kinds one may begin."""
    rows = [labels.operation_row(row) for row in operations.list_all(store())]
    return labels.OPERATIONS.answer(rows, lambda: {"kinds": _own_kinds()})


@blueprint.get("/new/<kind>")
@opens("operations")
def new(kind: str) -> Any:
    """What the operation is about."""
    chosen = _kind(kind)
    form = chosen.form.fresh(on_date=today(), **_asked(chosen))
    chosen.offer(form)
    return _page(kind, form)


@blueprint.post("/new/<kind>")
@opens("operations")
def plan(kind: str) -> Any:
    """Show what it would do; record it at the second press, when that is still what was seen."""
    chosen = _kind(kind)
    form = chosen.form()
    chosen.offer(form)
    if request.form.get("go") == "more" and "parts" in form:
        form["parts"].append_entry()
        return _page(kind, form)
    if not form.validate():
        return _page(kind, form), 422
    made = chosen.fill(form, _blank(kind, form), request.form)
    if made is None:
        return _page(kind, form), 422
    seen = _mark(made)
    if request.form.get("go") == "record" and made.is_ready and form.seen.data == seen:
        return _record(kind, form, made)
    form.seen.data = seen
    return _page(kind, form, made), 422 if made.faults else 200


@blueprint.get("/<uid>")
@opens("operations")
def show(uid: str) -> Any:
    """The report of an operation: totals before and after, and what it changed."""
    return _report(uid)


@blueprint.post("/<uid>/undo")
@opens("operations")
def take_back(uid: str) -> Any:
    """Give everything back as it was; refused with words when something rests on it."""
    operations.find(store(), uid) or abort(404)
    allow(1)
    try:
        undo(store(), uid, who(), now())
    except Refused as refused:
        return _report(uid, refused.faults), 409
    flash(_("Đã hoàn tác: mọi thứ trở lại như trước biến động."), "success")
    return redirect(url_for(".show", uid=uid), 303)


def _asked(kind: Kind) -> Row:
    """Fields that the address fills, so that a case's page may lead here."""
    names = (name for name in _FROM_ADDRESS if hasattr(kind.form, name))
    return {name: asked(name) for name in names if asked(name)}


def _own_kinds() -> list[Row]:
    """The kinds this role may carry out, with words."""
    return [
        {"key": key, "words": say(labels.KINDS, key), "hint": say(labels.HINTS, key)}
        for key, roles in rules.KINDS.items()
        if who().role in roles
    ]


def _kind(name: str) -> Kind:
    """The kind of that name; 404 without one, 403 for a role that may not carry it out."""
    chosen = KINDS.get(name) or abort(404)
    return chosen if who().role in rules.KINDS[name] else abort(403)


def _blank(kind: str, form: Operation) -> Plan:
    document = (form.document.data or "").strip()
    return Plan(kind, form.on_date.data or today(), document, since=changes.head(store())[0])


def _mark(made: Plan) -> str:
    """What was seen, as a short text: another report is another mark."""
    return hashlib.sha256(made.summary().encode()).hexdigest()[:32]


def _record(kind: str, form: Operation, made: Plan) -> Any:
    allow(1)
    try:
        uid = carry_out(store(), made, who(), now())
    except Refused as refused:
        made.faults = refused.faults
        return _page(kind, form, made), 422
    flash(_("Đã ghi biến động."), "success")
    return redirect(url_for(".show", uid=uid), 303)


def _page(kind: str, form: Operation, made: Plan | None = None) -> str:
    return render_template(
        "operations/new.html",
        title=say(labels.KINDS, kind),
        hint=say(labels.HINTS, kind),
        form=form,
        plan=made,
        answers=request.form,
        **_in_words(made),
    )


def _in_words(made: Plan | None) -> Row:
    """Faults, questions, totals and lines of a plan as pages show them."""
    if made is None:
        return {}
    return {
        "faults": [fault.text(typed=False) for fault in made.faults],
        "questions": [labels.question_row(one) for one in made.questions],
        "totals": [labels.total_row(one) for one in made.totals],
        "lines": [labels.line_row(one) for one in made.lines],
    }


def _report(uid: str, faults: list[Fault] | None = None) -> str:
    row = next((r for r in operations.list_all(store()) if r["uid"] == uid), None) or abort(404)
    totals, lines = read_report(row["report"])
    later = None if row["undone_on"] else resting_on(store(), uid)
    return render_template(
        "operations/show.html",
        row=labels.operation_row(row),
        faults=[fault.text(typed=False) for fault in faults or ()],
        totals=[labels.total_row(one) for one in totals],
        lines=[labels.line_row(one) for one in lines],
        later=labels.later_words(later) if later else "",
        may_undo=who().role in rules.KINDS.get(row["kind"], ()) and not row["undone_on"],
    )
