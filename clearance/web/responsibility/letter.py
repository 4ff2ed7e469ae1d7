"""The letter of apology to a family whose case is late: from its commune, with a day to come."""

from typing import Any

from flask import abort, render_template

from clearance.i18n import label
from clearance.reports.responsibility.holders import late_letter
from clearance.rules.procedure.steps import find_step
from clearance.store.cases import state
from clearance.store.people import units
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import day
from clearance.web.frame.office_labels import council_words, office_words
from clearance.web.recording.submit import address, find
from clearance.web.responsibility.holder_labels import cause_words

Row = dict[str, Any]


def find_letter(subject: str, code: str) -> Row | None:
    """What the letter says; None unless the case is late and that is explained."""
    return late_letter(store(), who(), today(), subject, code)


def letter(subject: str, code: str) -> Any:
    """The letter on one sheet; a promised day that is past is left out, and asked for anew."""
    case = find(subject, code)
    row = find_letter(subject, case["code"]) or abort(404)
    step, promised = find_step(subject, row["next_step"]), row["new_due_on"]
    return render_template(
        "cases/letter.html",
        row=row,
        show_as_of=False,
        cause=cause_words(row["category"]),
        step=label(step) if step else "",
        back=address(subject, "show", row["code"]),
        first=day(row["late_from"]),
        promised=day(promised),
        again=day(promised) if promised > today() else "",
        explain=address(subject, "explain", row["code"]),
        sender=council_words(units.find_heir(store(), case["unit_uid"], today())),
        office=office_words(),
        phone=state.find_identity(store(), row["holder_uid"])["phone"],
    )
