"""The form of a thing's scope of works."""

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.scopes import SCOPES
from clearance.web.frame.labels import SCOPE_WORDS
from clearance.web.recording.report_form import Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class InScope(Report):
    """The scope of works, and by which document."""

    based_on = HiddenField(validators=[Length(max=16)])
    scope = RadioField(
        _l("Thuộc phạm vi"),
        [_NEEDED],
        choices=lambda: [(code, SCOPE_WORDS[code]()) for code in SCOPES],
    )
    note = TextAreaField(
        _l("Theo văn bản nào"),
        [_NEEDED, Length(max=500, message=_l("Dài quá 500 ký tự."))],
    )
