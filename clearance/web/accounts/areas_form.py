"""The form that gives many accounts their areas: one choice an account."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import SelectField
from wtforms.validators import Optional

from clearance.i18n import gettext as _
from clearance.web.recording.report_form import Report


def field_of(person: Mapping[str, Any]) -> str:
    """The name of an account's field."""
    return f"area_{person['uid']}"


def areas_form(people: Iterable[Mapping[str, Any]], units: list[tuple[str, str]]) -> Report:
    """A form with one choice of a unit for each account."""
    offered = [("", _("– không đổi –")), *units]
    fields = {
        field_of(row): SelectField(
            row["full_name"] or row["name"], [Optional()], choices=lambda: offered
        )
        for row in people
    }
    made: type[Report] = type("Areas", (Report,), fields)
    return made()
