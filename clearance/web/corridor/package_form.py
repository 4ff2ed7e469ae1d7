"""Forms of a package: its own usable length, keeping a copy of its certificate."""

from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.web.recording.report_form import Report


class Kept(Report):
    """A copy of the certificate to keep: one press is one copy."""

    uid = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class Usable(Report):
    """From which length a clear stretch of the package can be worked; empty: the project's."""

    usable_m = IntegerField(
        _l("Đoạn thi công được của gói này dài từ (m)"),
        [Optional(), NumberRange(1, 100_000, _l("Từ 1 đến 100.000 m."))],
    )
