"""The form of an absence: who is away, who stands in, on which days."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from clearance.i18n import lazy_gettext as _l
from clearance.web.dialogue.dialogue_forms import Sent
from clearance.web.recording.report_form import Day

_NEEDED = InputRequired(_l("Cần điền ô này."))


class Away(Sent):
    """Who is away from when to when, and who answers for his cases meanwhile."""

    person = SelectField(_l("Người vắng"), [_NEEDED])
    replacement = SelectField(_l("Người thay"), [_NEEDED])
    valid_from = Day(_l("Từ ngày"), [_NEEDED])
    valid_to = Day(_l("Đến hết ngày"), [_NEEDED])
