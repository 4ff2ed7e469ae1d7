"""Accounts: who may sign in, as what, for which units, since when."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.rules.basics.days import local_day, stamp
from clearance.store.cases import state
from clearance.store.people import accounts, secrets
from clearance.web.accounts.giving_areas import give_area, list_areas, unit_choices
from clearance.web.accounts.people_form import NewPerson, NewScope, Phone
from clearance.web.frame.access import opens
from clearance.web.frame.context import now, now_stamp, report, store, today
from clearance.web.frame.errors import words_of
from clearance.web.frame.layout import ROLE_WORDS

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("/")
@opens("people")
def index() -> Any:
    """All accounts, and the form for a new one."""
    return render_template(
        "accounts/people/list.html",
        rows=accounts.list_people(store()),
        form=_new_form(),
        roles=ROLE_WORDS,
    )


@blueprint.post("/")
@opens("people")
def add() -> Any:
    """Record a new account and show its one-time link."""
    form = _new_form()
    if not form.validate_on_submit():
        rows = accounts.list_people(store())
        return render_template(
            "accounts/people/list.html", rows=rows, form=form, roles=ROLE_WORDS
        ), 422
    uid = new_uid()
    values = {name: form[name].data for name in ("name", "full_name", "role")}
    values |= {"phone": form.phone.data} if form.phone.data else {}
    outcome = report(Change("person", uid, "registered", {**values, "is_active": 1}))
    if outcome.is_accepted and form.unit_uid.data:
        return give_area({"uid": uid, **values}, form.unit_uid.data, today(), None)
    return _onward(outcome, form.name.data or "")


@blueprint.get("/<name>")
@opens("people")
def show(name: str) -> Any:
    """One account: areas, sessions, one-time link."""
    person = accounts.find_person(store(), name) or abort(404)
    return render_template(
        "accounts/people/show.html",
        person=person,
        form=_scope_form(),
        roles=ROLE_WORDS,
        scopes=list_areas(person["uid"]),
        sessions=accounts.list_sessions(store(), person["uid"]),
        phone=Phone(phone=state.find_identity(store(), person["uid"])["phone"]),
    )


@blueprint.post("/<name>/phone")
@opens("people")
def set_phone(name: str) -> Any:
    """Tell at which number families reach the person."""
    person = accounts.find_person(store(), name) or abort(404)
    form = Phone()
    if not form.validate_on_submit():
        flash(" ".join(map(str, form.phone.errors)), "error")
        return redirect(url_for("people.show", name=name))
    patch = {"phone": form.phone.data or None}
    return _onward(report(Change("person", person["uid"], "revised", patch)), name)


@blueprint.post("/<name>/link")
@opens("people")
def link(name: str) -> Any:
    """Make a one-time link for choosing a password; shown once, here only."""
    person = accounts.find_person(store(), name) or abort(404)
    token = secrets.new_token()
    until = stamp(now() + timedelta(days=1))
    accounts.write_login(
        store(), person["uid"], link_hash=secrets.token_hash(token), link_until=until
    )
    address = url_for("auth.welcome", token=token, _external=True)
    return render_template("accounts/people/link.html", person=person, address=address)


@blueprint.post("/<name>/active")
@opens("people")
def set_active(name: str) -> Any:
    """Shut an account (its sessions end at once) or open it again."""
    person = accounts.find_person(store(), name) or abort(404)
    is_active = int(request.form.get("is_active") == "1")
    outcome = report(Change("person", person["uid"], "revised", {"is_active": is_active}))
    if outcome.is_accepted and not is_active:
        accounts.revoke_all(store(), person["uid"], now_stamp())
    return _onward(outcome, name)


@blueprint.post("/<name>/scopes")
@opens("people")
def grant(name: str) -> Any:
    """Give the account one more area."""
    person = accounts.find_person(store(), name) or abort(404)
    form = _scope_form()
    if not form.validate_on_submit():
        abort(400, _("Hãy chọn phạm vi và ngày bắt đầu."))
    until = form.valid_to.data.isoformat() if form.valid_to.data else None
    since = form.valid_from.data.isoformat()
    return give_area(person, form.unit_uid.data, since, until)


@blueprint.post("/<name>/scopes/<uid>/end")
@opens("people")
def end_scope(name: str, uid: str) -> Any:
    """End an area with yesterday's day."""
    yesterday = local_day(now() - timedelta(days=1))
    return _onward(report(Change("scope", uid, "revised", {"valid_to": yesterday})), name)


def _new_form() -> NewPerson:
    form = NewPerson()
    form.role.choices = [(role, words()) for role, words in ROLE_WORDS.items()]
    form.unit_uid.choices = [("", _("– chưa giao –")), *unit_choices()]
    return form


def _scope_form() -> NewScope:
    form = NewScope()
    form.unit_uid.choices = [("", _("– chọn –")), *unit_choices()]
    return form


def _onward(outcome: Outcome, name: str) -> Any:
    if outcome.is_accepted:
        flash(_("Đã ghi nhận."), "success")
        return redirect(url_for("people.show", name=name))
    flash(words_of(outcome), "error")
    return redirect(url_for("people.index"))
