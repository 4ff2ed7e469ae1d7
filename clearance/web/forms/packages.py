"""The form by which a package gets a usable length of its own."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from clearance.i18n import lazy_gettext as _l


class Usable(FlaskForm):
    """From which length a clear stretch of the package can be worked; empty: the project's."""

    uid = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])
    usable_m = IntegerField(
        _l("Đoạn thi công được của gói này dài từ (m)"),
        [Optional(), NumberRange(1, 100_000, _l("Từ 1 đến 100.000 m."))],
    )
