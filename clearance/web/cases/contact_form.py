"""The form by which a cadre corrects whom to speak to: names, telephones, heirs, representative."""

from functools import cache
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from clearance.i18n import lazy_gettext as _l
from clearance.rules.records.subjects import CONTACTS
from clearance.web.recording.report_form import Report

_SHORT = Length(max=200, message=_l("Dài quá 200 ký tự."))
_PHONE = Regexp(r"^[0-9 .+-]*$", message=_l("Chỉ ghi chữ số."))
_TITLES = {
    "full_name": _l("Họ và tên"),
    "spouse_name": _l("Vợ hoặc chồng"),
    "deceased_name": _l("Tên người mất"),
    "phone": _l("Điện thoại"),
    "phone_2": _l("Điện thoại thứ hai"),
    "representative": _l("Người đại diện"),
    "heirs": _l("Người thừa kế"),
    "address": _l("Địa chỉ"),
}
_LONG = ("heirs", "address")


class Contact(Report):
    """What is known of a family, as it stands; only what is changed is sent."""

    based_on = HiddenField(validators=[Length(max=16)])


@cache
def contact_form(subject: str) -> type[Contact]:
    """The form of a household's or a grave's contacts."""
    return type(f"Contact{subject.title()}", (Contact,), {n: _input(n) for n in CONTACTS[subject]})


def _input(name: str) -> Any:
    if name in _LONG:
        return TextAreaField(_TITLES[name], [Optional(), Length(max=2000)])
    checks = [Optional(), _SHORT, *([_PHONE] if name.startswith("phone") else [])]
    return StringField(_TITLES[name], checks)
