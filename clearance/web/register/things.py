"""Registering one thing by page, revising it, retiring it."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.register import (
    FINDABLE,
    FORMS,
    PROVISIONAL,
    UNSEEN,
    changed,
    next_code,
)
from clearance.store.cases import register, retired
from clearance.store.journal.meta import project_uid
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.labels import FACTS, SUBJECTS, say
from clearance.web.recording.submit import HOME, submit
from clearance.web.register.register_form import Registering, Retiring, form_of, shown
from clearance.web.register.register_labels import ADD, EDIT, KINDS, differences, hint_of, in_words
from clearance.web.register.register_values import known, patch_of

blueprint = Blueprint("register", __name__, url_prefix="/register")
Row = dict[str, Any]
#: Inputs that show the code of a thing, not its identifier.
_CODED = {"household_uid": "household", "parcel_uid": "parcel"}


@blueprint.get("/")
@opens("register")
def index() -> Any:
    """What can be registered by page: each kind with its number, and what was retired."""
    rows = [
        {
            "kind": kind,
            "subject": subject,
            "words": say(SUBJECTS, subject),
            "number": register.count(store(), subject),
        }
        for kind, subject in KINDS.items()
    ]
    return render_template(
        "register/index.html",
        rows=rows,
        add=ADD,
        unconfirmed=len(register.list_unconfirmed(store(), who(), today())),
        retired=len(retired.list_retired(store(), who(), today())),
    )


@blueprint.route("/<kind>/new", methods=["GET", "POST"])
@opens("register")
def new(kind: str) -> Any:
    """Register one thing."""
    subject, uid = _subject(kind), new_uid()
    form = form_of(subject)()
    return submit(
        form,
        partial(_page, kind, form, None),
        partial(_registered, subject, form, uid),
        lambda: place_of(subject, uid),
        _("Đã lập hồ sơ."),
        _start(subject),
    )


def _subject(kind: str) -> str:
    return KINDS.get(kind) or abort(404)


def _start(subject: str) -> Row:
    """What a new form starts with: the next code, and what the address names."""
    given = {name: asked(name) for name in FORMS[subject] if asked(name)}
    return {"code": _next(subject), **given}


def _next(subject: str) -> str:
    """The code after the newest one; provisional ones do not count."""
    codes = register.newest_codes(store(), subject, project_uid(store()))
    return next_code(code for code in codes if not code.startswith(PROVISIONAL))


def _registered(subject: str, form: Registering, uid: str) -> Change | None:
    patch = patch_of(subject, form, uid)
    if patch is None:
        return None
    filled = {name: value for name, value in patch.items() if value is not None}
    return Change(subject, uid, "registered", filled)


@blueprint.route("/<kind>/<code>/edit", methods=["GET", "POST"])
@opens("register")
def edit(kind: str, code: str) -> Any:
    """Revise one thing: what changes is shown before it is saved."""
    return _written(kind, code, "revised", {})


@blueprint.route("/<kind>/<code>/confirm", methods=["GET", "POST"])
@opens("register")
def confirm(kind: str, code: str) -> Any:
    """Confirm what was found at the place: its code, household and chainage."""
    if _subject(kind) not in FINDABLE:
        abort(404)
    return _written(kind, code, "confirmed", {"code": _next(KINDS[kind])})


def _written(kind: str, code: str, fact: str, start: Row) -> Any:
    subject = _subject(kind)
    row, form = _find(subject, code), form_of(subject)()
    if form.is_submitted() and not form.shown.data and form.validate():
        return _preview(kind, form, row, fact)
    return submit(
        form,
        partial(_page, kind, form, row, fact=fact),
        partial(_revised, subject, form, row, fact),
        lambda: place_of(subject, row["uid"]),
        _("Đã ghi các thay đổi."),
        _recorded(subject, row) | start,
    )


def _find(subject: str, code: str) -> Row:
    """The thing of that code; 410 in words when it was retired, 404 when there is none."""
    return known(subject, code) or abort(410 if retired.find_code(store(), subject, code) else 404)


def _recorded(subject: str, row: Row) -> Row:
    """What the form of a known thing starts with."""
    names = (name for name in FORMS[subject] if name not in UNSEEN)
    told = {name: shown(subject, name, row.get(name)) for name in names}
    told |= {n: register.code_of(store(), of, row.get(n)) for n, of in _CODED.items() if n in row}
    return {"based_on": str(row["version"]), **told}


def _preview(kind: str, form: Registering, row: Row, fact: str) -> Any:
    subject = KINDS[kind]
    patch = _patch(subject, form, row, fact)
    if patch is None:
        return _page(kind, form, row, fact=fact), 422
    found = differences(subject, row, changed(row, patch))
    form.shown.data = "1" if found else ""
    return _page(kind, form, row, found, fact)


def _patch(subject: str, form: Registering, row: Row, fact: str) -> Row | None:
    """What the form says; a confirmation gives a code that is no longer provisional."""
    if fact == "confirmed" and (form["code"].data or "").startswith(PROVISIONAL):
        form.blame("code", _("Đặt mã chính thức."))
        return None
    return patch_of(subject, form, row["uid"])


def _revised(subject: str, form: Registering, row: Row, fact: str) -> Change | None:
    patch = _patch(subject, form, row, fact)
    if patch is None:
        form.shown.data = ""
        return None
    return Change(subject, row["uid"], fact, changed(row, patch), based_on=form.seen())


def _page(
    kind: str,
    form: Registering,
    row: Row | None,
    found: list[Row] | None = None,
    fact: str = "registered",
) -> str:
    subject = KINDS[kind]
    title = say(FACTS, fact) if fact == "confirmed" else (EDIT if row else ADD)[subject]()
    return render_template(
        "register/form.html",
        form=form,
        title=title,
        row=row,
        found=found,
        names=FORMS[subject],
        hint=partial(hint_of, subject, bool(row)),
        back=place_of(subject, row["uid"]) if row else url_for(".index"),
    )


def place_of(subject: str, uid: str) -> str:
    """The page of a thing: a case's own, a segment's, the packages of its road."""
    code = register.code_of(store(), subject, uid) or uid
    if subject == "package":
        return url_for("parts.index", kind="package")
    home = "segments" if subject == "segment" else HOME[subject]
    return url_for(f"{home}.show", code=code)


@blueprint.route("/<kind>/<code>/retire", methods=["GET", "POST"])
@opens("register")
def retire(kind: str, code: str) -> Any:
    """Take out what was entered by mistake, with the reason."""
    subject = _subject(kind)
    row, form = _find(subject, code), Retiring()
    bound = retired.list_bound(store(), subject, row["uid"])
    page = partial(
        render_template,
        "register/retire.html",
        form=form,
        row=row,
        what=in_words(subject, row),
        bound=bound,
        back=place_of(subject, row["uid"]),
    )
    return submit(
        form,
        page,
        lambda: Change(subject, row["uid"], "retired", based_on=form.seen()),
        url_for("retired.index", kind=subject),
        _("Đã rút %(code)s.", code=row["code"]),
        {"based_on": str(row["version"])},
    )
