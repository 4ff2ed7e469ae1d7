"""Forms of one's own account."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, ValidationError
from wtforms.validators import InputRequired, Length

from clearance.i18n import lazy_gettext as _l

_NEEDED = InputRequired(_l("Cần điền ô này."))


class ChangePassword(FlaskForm):
    """The present password and the next one, twice."""

    present = PasswordField(_l("Mật khẩu hiện tại"), [_NEEDED, Length(max=200)])
    password = PasswordField(_l("Mật khẩu mới"), [_NEEDED, Length(max=200)])
    again = PasswordField(_l("Nhập lại mật khẩu mới"), [_NEEDED, Length(max=200)])

    def validate_again(self, field: PasswordField) -> None:
        """Both must agree."""
        if field.data != self.password.data:
            raise ValidationError(_l("Hai lần nhập không giống nhau."))
