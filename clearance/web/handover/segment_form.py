"""Forms of a handover segment: promise, offer, accept, refuse."""

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.changes import new_uid
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class Promise(Report):
    """The day somebody answers for; moving it needs a reason."""

    based_on = HiddenField(validators=[Length(max=16)])
    promised_on = Day(_l("Ngày cam kết bàn giao"), [_NEEDED])
    why = TextAreaField(_l("Lý do"), [Length(max=500)])


class Listing(Report):
    """A batch of parcels: `thing` names the offering, the parcels come as boxes that are ticked."""

    thing = HiddenField(default=new_uid, validators=[InputRequired(), Length(max=64)])


class Offer(Report):
    """The office's key: the ground is offered with its minutes."""

    happened_on = Day(_l("Ngày đề nghị bàn giao"), [_NEEDED])
    why = TextAreaField(_l("Ghi chú, số biên bản"), [Optional(), Length(max=500)])
    photo = MultipleFileField(_l("Ảnh, biên bản"))


class Accept(Offer):
    """The investor's key: the ground is taken over."""

    happened_on = Day(_l("Ngày nhận mặt bằng"), [_NEEDED])


class Refuse(Offer):
    """The investor's key turned the other way: why, and a photo if there is one."""

    happened_on = Day(_l("Ngày từ chối"), [_NEEDED])
    why = TextAreaField(_l("Lý do từ chối"), [_NEEDED, Length(max=500)])
    photo = MultipleFileField(_l("Ảnh hiện trường"))
