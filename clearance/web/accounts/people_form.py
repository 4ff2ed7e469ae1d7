"""Forms of the accounts page."""

from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from clearance.i18n import lazy_gettext as _l

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LOGIN = Regexp(r"^[A-Za-z0-9._-]+$", message=_l("Chỉ dùng chữ không dấu, số, chấm, gạch."))
#: Printed for families to call: digits, spaces, dots; empty: none is told.
PHONE = [Optional(), Length(max=30), Regexp(r"^[0-9 .+-]+$", message=_l("Chỉ ghi chữ số."))]


class NewPerson(FlaskForm):
    """A new account with its role and first area."""

    name = StringField(_l("Tên đăng nhập"), [_NEEDED, Length(max=40), _LOGIN])
    full_name = StringField(_l("Họ và tên"), [_NEEDED, Length(max=200)])
    phone = StringField(_l("Điện thoại liên hệ công việc"), PHONE)
    role = SelectField(_l("Vai trò"), [_NEEDED])
    unit_uid = SelectField(_l("Phạm vi phụ trách"), [Optional()])


class NewScope(FlaskForm):
    """One more area for an account, with its dates."""

    unit_uid = SelectField(_l("Phạm vi phụ trách"), [_NEEDED])
    valid_from = DateField(_l("Từ ngày"), [_NEEDED])
    valid_to = DateField(_l("Đến hết ngày"), [Optional()])


class Phone(FlaskForm):
    """The number at which families reach an officer."""

    phone = StringField(_l("Điện thoại liên hệ công việc"), PHONE)
