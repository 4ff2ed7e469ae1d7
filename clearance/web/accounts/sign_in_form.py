"""Forms of signing in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from clearance.i18n import lazy_gettext as _l

_NEEDED = InputRequired(_l("Cần điền ô này."))


class SignIn(FlaskForm):
    """Name and password."""

    name = StringField(_l("Tên đăng nhập"), [_NEEDED, Length(max=80)])
    password = PasswordField(_l("Mật khẩu"), [_NEEDED, Length(max=200)])
    next = HiddenField()


class NewPassword(FlaskForm):
    """A password chosen at a one-time link."""

    password = PasswordField(_l("Mật khẩu mới"), [_NEEDED, Length(max=200)])
    again = PasswordField(_l("Nhập lại mật khẩu"), [_NEEDED, Length(max=200)])
