"""Areas in one act: the whole project, or each cadre his own commune, for all who lack one."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, url_for

from clearance.i18n import gettext as _
from clearance.record.areas import WHOLE, assignment, find_area
from clearance.rules.basics.changes import Change
from clearance.rules.records.areas import own_commune
from clearance.store.journal.meta import project_uid
from clearance.store.people import accounts, units
from clearance.web.accounts.areas_form import areas_form, field_of
from clearance.web.accounts.giving_areas import areas_by_person, unit_choices
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

blueprint = Blueprint("areas", __name__, url_prefix="/setup/areas")
Row = dict[str, Any]


@blueprint.route("", methods=["GET", "POST"])
@opens("people")
def give() -> Any:
    """Every account but administrators', each with the area it has and one to be given."""
    people = _people()
    form = areas_form(people, unit_choices())
    start = {field_of(row): row["suggested"] for row in people}
    page, made = partial(_page, people, form), partial(_given, people, form)
    return submit(form, page, made, url_for(".give"), _("Đã giao phạm vi."), start)


def _page(people: list[Row], form: Report) -> str:
    rows = [row | {"field": form[field_of(row)]} for row in people]
    return render_template("accounts/people/areas.html", rows=rows, form=form, roles=ROLE_WORDS)


def _people() -> list[Row]:
    """Active accounts with the areas they have today and what is suggested to those without."""
    known, day, held = units.list_all(store()), today(), areas_by_person()
    now = [u for u in known if (u["valid_from"] or "") <= day <= (u["valid_to"] or "9999")]
    return [
        row | {"has": has, "suggested": "" if has or not known else _suggested(row, now)}
        for row in accounts.list_people(store())
        if row["is_active"] and row["role"] != "admin"
        for has in [held.get(row["uid"], [])]
    ]


def _suggested(row: Row, communes: list[Row]) -> str:
    """A cadre's commune where the login names it, the whole project for the others."""
    return own_commune(row["name"], communes) if row["role"] == "cadre" else WHOLE


def _given(people: list[Row], form: Report) -> list[Change] | None:
    """A dated change for each unit of each area chosen; None, with a fault, without any."""
    chosen = [(row, form[field_of(row)].data) for row in people if form[field_of(row)].data]
    found = [(row, find_area(store(), [unit])) for row, unit in chosen]
    made = [
        change
        for row, area in found
        for change in assignment(store(), row["uid"], area, today(), None, project_uid(store()))
    ]
    if not made and people:
        form.blame(field_of(people[0]), _("Hãy chọn ít nhất một phạm vi chưa giao."))
    return made or None
