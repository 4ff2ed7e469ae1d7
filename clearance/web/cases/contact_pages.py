"""Correcting whom to speak to in a case, at the gate or at the desk, without signal too."""

from functools import partial
from typing import Any

from flask import render_template

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.permissions import may_record
from clearance.rules.records.subjects import CONTACTS
from clearance.web.cases.case_page import personal
from clearance.web.cases.contact_form import Contact, contact_form
from clearance.web.frame.context import is_saving, who
from clearance.web.recording.outbox_form import queued
from clearance.web.recording.submit import Row, address, find, submit

_WHAT = "corrected"


def correct(subject: str, code: str) -> Any:
    """Names, telephones, heirs and representative; what is left as it was is not reported."""
    row, form = find(subject, code), contact_form(subject)()
    known = personal(row)
    return submit(
        form,
        partial(_page, subject, row, form),
        partial(_corrected, subject, row, form, known),
        address(subject, "show", row["code"]),
        _("Đã sửa thông tin liên hệ."),
        {"based_on": str(row["version"]), **{name: known[name] for name in CONTACTS[subject]}},
    )


def _corrected(subject: str, row: Row, form: Contact, known: Row) -> Change | None:
    given = {name: (form[name].data or "").strip() for name in CONTACTS[subject]}
    patch = {name: text or None for name, text in given.items() if text != known[name]}
    if not patch:
        form.blame(CONTACTS[subject][0], _("Chưa sửa ô nào."))
        return None
    return Change(subject, row["uid"], _WHAT, patch, based_on=form.seen())


def _page(subject: str, row: Row, form: Contact) -> str:
    return render_template(
        "cases/contact.html",
        case=row,
        form=form,
        names=CONTACTS[subject],
        is_mine=may_record(who().role, subject, _WHAT),
        is_kept=is_saving(),
        show_as_of=False,
        back=address(subject, "show", row["code"]),
        outbox=queued(
            subject,
            row,
            _WHAT,
            _("Sửa thông tin liên hệ"),
            bring=CONTACTS[subject],
            only_changed=True,
        ),
    )
