"""Forms of operations: the day and the document, and what each kind asks besides."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_metres
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class Chainage(StringField):
    """A chainage as people write it: Km12+350; `metres` is the whole number."""

    metres: int = 0

    def pre_validate(self, form: Any) -> None:
        """Say so when it is no chainage, or none of whole metres."""
        try:
            exact = to_metres(self.data or "")
            self.metres = int(exact)
        except ValueError:
            raise ValidationError(_l("Ghi lý trình như Km12+350.")) from None
        if exact != self.metres:
            raise ValidationError(_l("Lý trình phải là số mét nguyên."))


class Operation(Report):
    """What every operation asks: its day, the document it rests on; `seen` is the preview shown."""

    on_date = Day(_l("Ngày có hiệu lực"), [_NEEDED])
    document = StringField(_l("Văn bản làm căn cứ"), [Optional(), Length(max=200)])
    seen = HiddenField(validators=[Length(max=64)])


class PackageRecut(Operation):
    """A package and its new ends."""

    package = SelectField(_l("Gói thầu"), [_NEEDED], choices=())
    from_km = Chainage(_l("Từ Km"), [_NEEDED])
    to_km = Chainage(_l("Đến Km"), [_NEEDED])
