"""The form that gives many cases to one person."""

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.records.requests import BASES
from clearance.web.recording.choices import labelled, one_officer
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class ManyAssigned(Report):
    """Who holds the cases from now, by which day on what ground, and why."""

    holder = SelectField(_l("Giao cho"), [_NEEDED], choices=one_officer)
    due_on = Day(_l("Hạn hoàn thành"), [_NEEDED])
    due_basis = RadioField(_l("Hạn này theo đâu"), [_NEEDED], choices=lambda: labelled(BASES))
    why = TextAreaField(_l("Ghi chú khi giao"), [Optional(), Length(max=2000)])
