"""Forms of a handover segment: promise, offer, accept, refuse."""

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.changes import new_uid

_NEEDED = InputRequired(_l("Cần điền ô này."))
_UID = [InputRequired(), Length(min=8, max=64)]


class Promise(FlaskForm):
    """The day somebody answers for; moving it needs a reason."""

    uid = HiddenField(validators=_UID)
    based_on = HiddenField()
    promised_on = DateField(_l("Ngày cam kết bàn giao"), [_NEEDED])
    why = TextAreaField(_l("Lý do"), [Length(max=500)])


class Listing(FlaskForm):
    """A batch of parcels: `thing` names the offering, the parcels come as boxes that are ticked."""

    uid = HiddenField(default=new_uid, validators=_UID)
    thing = HiddenField(default=new_uid, validators=_UID)


class Offer(FlaskForm):
    """The office's key: the ground is offered with its minutes."""

    uid = HiddenField(validators=_UID)
    happened_on = DateField(_l("Ngày đề nghị bàn giao"), [_NEEDED])
    why = TextAreaField(_l("Ghi chú, số biên bản"), [Optional(), Length(max=500)])
    photo = MultipleFileField(_l("Ảnh, biên bản"))


class Accept(FlaskForm):
    """The investor's key: the ground is taken over."""

    uid = HiddenField(validators=_UID)
    happened_on = DateField(_l("Ngày nhận mặt bằng"), [_NEEDED])
    why = TextAreaField(_l("Ghi chú, số biên bản"), [Optional(), Length(max=500)])
    photo = MultipleFileField(_l("Ảnh, biên bản"))


class Refuse(FlaskForm):
    """The investor's key turned the other way: why, and a photo if there is one."""

    uid = HiddenField(validators=_UID)
    happened_on = DateField(_l("Ngày từ chối"), [_NEEDED])
    why = TextAreaField(_l("Lý do từ chối"), [_NEEDED, Length(max=500)])
    photo = MultipleFileField(_l("Ảnh hiện trường"))
