"""Accounts: who may sign in, as what, for which units, since when."""

from datetime import timedelta
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import local_day
from clearance.store.cases import state
from clearance.store.people import accounts
from clearance.web.accounts.giving_areas import (
    area_of,
    area_words,
    areas_by_person,
    list_areas,
    scopes,
)
from clearance.web.accounts.people_form import FullName, NewPerson, NewScope, Phone
from clearance.web.accounts.sign_in_links import make_link
from clearance.web.frame.access import opens
from clearance.web.frame.context import now, now_stamp, store, today
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("people", __name__, url_prefix="/people")
Row = dict[str, Any]


@blueprint.get("/")
@opens("people")
def index() -> Any:
    """All accounts, and the form for a new one."""
    return _list(NewPerson.fresh())


def _list(form: NewPerson) -> str:
    rows, areas = accounts.list_people(store()), areas_by_person()
    words = {"form": form, "roles": ROLE_WORDS, "areas": areas}
    return render_template("accounts/people/list.html", rows=rows, **words)


@blueprint.post("/")
@opens("people")
def add() -> Any:
    """Record a new account with its area; its page offers the one-time link."""
    form = NewPerson()
    return submit(
        form,
        partial(_list, form),
        partial(_new_person, form),
        lambda: url_for("people.show", name=form["name"].data),
        partial(_new_words, form),
    )


def _new_person(form: NewPerson) -> Change | list[Change] | None:
    uid = form.uid.data or ""
    patch = form.patch("name", "full_name", "role", "phone") | {"is_active": 1}
    person = Change("person", uid, "registered", patch, uid=uid)
    if not form.unit_uid.data:
        return person
    area = area_of(form)
    return [person, *scopes(uid, area, today(), None)] if area else None


def _new_words(form: NewPerson) -> str:
    if not form.unit_uid.data:
        return _("Đã ghi nhận.")
    person = form.patch("uid", "name", "role")
    return area_words(person, form.unit_uid.data, today())


@blueprint.get("/<name>")
@opens("people")
def show(name: str) -> Any:
    """One account: areas, sessions, one-time link."""
    return _page(_person(name))


def _person(name: str) -> Row:
    return accounts.find_person(store(), name) or abort(404)


def _page(
    person: Row,
    scope: NewScope | None = None,
    phone: Phone | None = None,
    named: FullName | None = None,
) -> str:
    known = state.find_identity(store(), person["uid"])
    return render_template(
        "accounts/people/show.html",
        person=person,
        full_name=known["full_name"],
        form=scope or NewScope.fresh(),
        roles=ROLE_WORDS,
        scopes=list_areas(person["uid"]),
        sessions=accounts.list_sessions(store(), person["uid"]),
        phone=phone or Phone.fresh(phone=known["phone"]),
        named=named or FullName.fresh(full_name=known["full_name"]),
    )


def _revise(person: Row, form: Report, page: Any, patch: Row, done: Any = None) -> Any:
    """Report new values of an account and come back to its page."""
    change = Change("person", person["uid"], "revised", patch)
    back = url_for("people.show", name=person["name"])
    return submit(form, page, lambda: change, back, done or _("Đã ghi nhận."))


@blueprint.post("/<name>/phone")
@opens("people")
def set_phone(name: str) -> Any:
    """Record the number at which families reach the person."""
    person, form = _person(name), Phone()
    patch = {"phone": form.phone.data or None}
    return _revise(person, form, partial(_page, person, phone=form), patch)


@blueprint.post("/<name>/full-name")
@opens("people")
def set_full_name(name: str) -> Any:
    """Record the full name of the person, shown wherever a name is shown."""
    person, form = _person(name), FullName()
    patch = {"full_name": (form.full_name.data or "").strip()}
    return _revise(person, form, partial(_page, person, named=form), patch)


@blueprint.post("/<name>/link")
@opens("people")
def link(name: str) -> Any:
    """Make a one-time link for choosing a password; shown once, here only."""
    person = _person(name)
    address = make_link(person["uid"])
    return render_template("accounts/people/link.html", person=person, address=address)


@blueprint.post("/<name>/active")
@opens("people")
def set_active(name: str) -> Any:
    """Shut an account (its sessions end at once) or open it again."""
    person, is_active = _person(name), int(request.form.get("is_active") == "1")

    def done() -> str:
        if not is_active:
            accounts.revoke_all(store(), person["uid"], now_stamp())
        return _("Đã ghi nhận.")

    return _revise(person, Report(), partial(_page, person), {"is_active": is_active}, done)


@blueprint.post("/<name>/scopes")
@opens("people")
def grant(name: str) -> Any:
    """Give the account one more area."""
    person, form = _person(name), NewScope()
    page, back = partial(_page, person, form), url_for("people.show", name=name)
    done = partial(area_words, person, form.unit_uid.data, form.valid_from.data or "")
    return submit(form, page, partial(_granted, person, form), back, done)


def _granted(person: Row, form: NewScope) -> list[Change] | None:
    area, until = area_of(form), form.valid_to.data or None
    return scopes(person["uid"], area, form.valid_from.data or "", until) if area else None


@blueprint.post("/<name>/scopes/<uid>/end")
@opens("people")
def end_scope(name: str, uid: str) -> Any:
    """End an area with yesterday's day."""
    yesterday = local_day(now() - timedelta(days=1))
    change, back = (
        Change("scope", uid, "revised", {"valid_to": yesterday}),
        url_for(".show", name=name),
    )
    return submit(Report(), partial(show, name), lambda: change, back, _("Đã ghi nhận."))
