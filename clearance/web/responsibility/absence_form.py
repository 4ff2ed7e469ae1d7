"""The form of an absence: who is away, who stands in, on which days."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from clearance.i18n import lazy_gettext as _l
from clearance.web.recording.choices import one_officer
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class Away(Report):
    """Who is away from when to when, and who answers for his cases meanwhile."""

    person = SelectField(_l("Người vắng"), [_NEEDED], choices=one_officer)
    replacement = SelectField(_l("Người thay"), [_NEEDED], choices=one_officer)
    valid_from = Day(_l("Từ ngày"), [_NEEDED])
    valid_to = Day(_l("Đến hết ngày"), [_NEEDED])
