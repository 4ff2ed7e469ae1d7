"""The form of a package: its own usable length."""

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.web.recording.report_form import Report


class Usable(Report):
    """From which length a clear stretch of the package can be worked; empty: the project's."""

    usable_m = IntegerField(
        _l("Đoạn thi công được của gói này dài từ (m)"),
        [Optional(), NumberRange(1, 100_000, _l("Từ 1 đến 100.000 m."))],
    )
