"""Forms of responsibility: pass a case on, explain lateness, ask, answer."""

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.records.holders import HOLDERS
from clearance.web.recording.choices import labelled, late_causes, officers
from clearance.web.recording.report_form import CaseReport, Day

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LONG = Length(max=2000, message=_l("Dài quá 2.000 ký tự."))


class Passing(CaseReport):
    """Whom the case waits on from now, who follows it up, why, with what document."""

    holder_kind = SelectField(_l("Hồ sơ chờ ai"), [_NEEDED], choices=lambda: labelled(HOLDERS))
    holder = SelectField(_l("Cán bộ phụ trách hoặc theo dõi"), [_NEEDED], choices=officers)
    why = TextAreaField(_l("Vì sao chuyển"), [_NEEDED, _LONG])


class Explaining(CaseReport):
    """Why a step is late, and the day it is promised for now."""

    category = SelectField(_l("Nguyên nhân"), [_NEEDED], choices=late_causes)
    why = TextAreaField(_l("Giải trình"), [_NEEDED, _LONG])
    new_due_on = Day(_l("Hẹn làm xong ngày"), [_NEEDED])


class Asking(CaseReport):
    """A leader asks for an explanation, or gives an order with its day."""

    ask = RadioField(_l("Việc cần"), [_NEEDED])
    why = TextAreaField(_l("Nội dung (bắt buộc với chỉ đạo)"), [Optional(), _LONG])
    due_on = Day(_l("Phải trả lời hoặc làm xong trước ngày"), [Optional()])


class Replying(CaseReport):
    """What was done about an order, or the answer to a question."""

    why = TextAreaField(_l("Trả lời"), [_NEEDED, _LONG])
