"""Forms of the accounts page."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.web.accounts.giving_areas import unit_choices
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))
_BOTH = InputRequired(_l("Hãy chọn phạm vi và ngày bắt đầu."))
_LOGIN = Regexp(r"^[A-Za-z0-9._-]+$", message=_l("Chỉ dùng chữ không dấu, số, chấm, gạch."))
#: Printed for families to call: digits, spaces, dots; empty: none.
PHONE = [Optional(), Length(max=30), Regexp(r"^[0-9 .+-]+$", message=_l("Chỉ ghi chữ số."))]


class NewPerson(Report):
    """A new account with its role and first area."""

    name = StringField(_l("Tên đăng nhập"), [_NEEDED, Length(max=40), _LOGIN])
    full_name = StringField(_l("Họ và tên"), [_NEEDED, Length(max=200)])
    phone = StringField(_l("Điện thoại liên hệ công việc"), PHONE)
    role = SelectField(
        _l("Vai trò"),
        [_NEEDED],
        choices=lambda: [(role, words()) for role, words in ROLE_WORDS.items()],
    )
    unit_uid = SelectField(
        _l("Phạm vi phụ trách"),
        [Optional()],
        choices=lambda: [("", _("– chưa giao –")), *unit_choices()],
    )


class NewScope(Report):
    """One more area for an account, with its dates."""

    unit_uid = SelectField(
        _l("Phạm vi phụ trách"), [_BOTH], choices=lambda: [("", _("– chọn –")), *unit_choices()]
    )
    valid_from = Day(_l("Từ ngày"), [_BOTH])
    valid_to = Day(_l("Đến hết ngày"), [Optional()])


class FullName(Report):
    """The full name of an account's person."""

    full_name = StringField(_l("Họ và tên"), [_NEEDED, Length(max=200)])


class Phone(Report):
    """The number at which families reach an officer."""

    phone = StringField(_l("Điện thoại liên hệ công việc"), PHONE)
