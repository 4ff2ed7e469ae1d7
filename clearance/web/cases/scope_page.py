"""The scope of works a parcel, structure, utility or grave belongs to, revised by the office."""

from functools import partial
from typing import Any

from flask import render_template

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.basics.scopes import MAIN_SCOPE
from clearance.rules.records.permissions import may_record
from clearance.web.cases.scope_form import InScope
from clearance.web.frame.context import who
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.submit import address, find, submit


def edit(subject: str, code: str) -> Any:
    """The form, and what it records: the scope with the document it rests on."""
    row, form = find(subject, code), InScope()
    if form.is_submitted():
        require(subject, "revised")
    return submit(
        form,
        partial(_page, subject, row, form),
        lambda: Change(
            subject, row["uid"], "revised", {"scope": form.scope.data}, based_on=form.seen()
        ),
        address(subject, "show", row["code"]),
        _("Đã ghi phạm vi."),
        {"based_on": str(row["version"]), "scope": row["scope"] or MAIN_SCOPE},
    )


def _page(subject: str, row: dict[str, Any], form: InScope) -> str:
    return render_template(
        "cases/scope.html",
        case=row,
        form=form,
        show_as_of=False,
        is_mine=may_record(who().role, subject, "revised"),
        back=address(subject, "show", row["code"]),
    )
