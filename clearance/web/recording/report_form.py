"""Forms of field work: a step taken, an obstacle, a visit, a correction."""

from collections.abc import Collection
from typing import Any, Self

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import AnyOf, InputRequired, Length, Optional, Regexp
from wtforms.widgets import DateInput, TimeInput

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import parse_day
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LENGTH = Length(max=2000, message=_l("Dài quá 2.000 ký tự."))
_TIME = Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z", message=_l("Giờ không đúng; ghi theo mẫu 08:30."))
_SHORT = Length(max=200, message=_l("Dài quá 200 ký tự."))


#: No paper of a project is older.
_FIRST_YEAR = 1900


class Day(StringField):
    """A day as YYYY-MM-DD, typed in the browser's own date field."""

    widget = DateInput()

    def pre_validate(self, form: Any) -> None:
        """Say so when it is not a day, or one of a year half typed: 0002, 0202."""
        day = parse_day(self.data) if self.data else None
        if self.data and (day is None or day.year < _FIRST_YEAR):
            raise ValidationError(_l("Ngày không đúng; hãy chọn lại, ví dụ 23/11/2026."))


class Report(FlaskForm):
    """The base of every form that reports: its identifier makes a second press one change.

    The token is checked before every unsafe request, so the form has none of its own.
    """

    class Meta:
        """See the class above."""

        csrf = False

    uid = HiddenField(validators=[Length(max=64)])

    @classmethod
    def fresh(cls, prefix: str = "", **start: Any) -> Self:
        """A form nobody has filled, whatever was sent to this address."""
        return cls(None, prefix=prefix, data={"uid": new_uid()} | start)

    def stated_reason(self) -> str:
        """The reason or note that is written into the journal."""
        texts = (self[name].data or "" for name in ("why", "note") if name in self)
        return next(texts, "").strip()

    def patch(self, *names: str, **renamed: str) -> dict[str, Any]:
        """Filled fields as those of a change, under their own names or `field=name of input`."""
        pairs = {name: name for name in names} | renamed
        return {field: self[name].data for field, name in pairs.items() if self[name].data}

    def blame(self, name: str, words: Any) -> bool:
        """Put a fault beside a field."""
        self[name].errors = [*self[name].errors, str(words)]
        return False

    def seen(self) -> int | None:
        """The version its maker had before the eyes."""
        text = self["based_on"].data or ""
        return int(text) if text.isascii() and text.isdigit() else None


class CaseReport(Report):
    """A report about a case: the version its maker saw, note, files."""

    based_on = HiddenField(validators=[Length(max=16)])
    photo = MultipleFileField(_l("Ảnh hoặc tệp PDF"))
    note = TextAreaField(_l("Ghi chú"), [Optional(), _LENGTH])


class StepTaken(CaseReport):
    """One step: when, with what, and what else belongs to it."""

    happened_on = Day(_l("Ngày thực hiện"), [_NEEDED])
    trigger = RadioField(
        _l("Căn cứ ra quyết định thu hồi"), [_NEEDED], validate_choice=False, choices=()
    )
    consent = BooleanField(_l("Có văn bản đồng ý làm sớm (kèm tệp bên dưới)"))
    at_time = StringField(_l("Giờ bắt đầu"), [_NEEDED, _TIME], widget=TimeInput())
    late_category = SelectField(_l("Nguyên nhân trễ hạn"), [Optional()], validate_choice=False)

    def offer(self, names: Collection[str]) -> None:
        """Keep of the fields above only those that this step brings."""
        for name in BROUGHT:
            if name not in names:
                delattr(self, name)

    def step_fields(self) -> dict[str, Any]:
        """What the report of the step carries besides its day, its note and its files."""
        plain = {f.name: f.data or None for f in self if f.name in EXTRA}
        brought = {f.name: f.data for f in self if f.name in BROUGHT and f.data}
        flags = {name: 1 for name in brought if name == "consent"}
        return plain | brought | flags

    def demand_photo(self, is_needed: bool) -> None:
        """Whether the step may be sent without proof."""
        self.photo.flags.required = is_needed

    def validate_photo(self, field: MultipleFileField) -> None:
        """A step that demands proof is not sent without it."""
        if field.flags.required and not any(file and file.filename for file in field.data or ()):
            raise ValidationError(_l("Bước này cần ảnh hoặc biên bản kèm theo."))


class DateSet(StepTaken):
    """The family's day for moving a grave."""

    planned_on = Day(_l("Ngày dự kiến di chuyển (dương lịch)"), [_NEEDED])
    planned_lunar = StringField(_l("Ngày âm lịch theo lời gia đình"), [Optional(), _SHORT])


class Reburied(StepTaken):
    """Where a grave was moved to."""

    destination = StringField(_l("Nơi cải táng, số ô"), [Optional(), _SHORT])


#: Steps that carry more than a day and a note; the fields go into the change.
FORMS: dict[tuple[str, str], type[StepTaken]] = {
    ("grave", "date_set"): DateSet,
    ("grave", "reburied"): Reburied,
}
EXTRA = ("planned_on", "planned_lunar", "destination")
#: What the law asks some steps to bring: shown only where it does.
BROUGHT = ("trigger", "consent", "at_time", "late_category")


class Withdrawal(CaseReport):
    """Why a recorded step is taken back."""

    why = TextAreaField(_l("Lý do đính chính"), [_NEEDED, _LENGTH])


class Obstacle(CaseReport):
    """What stops a case; the kind is the button pressed."""

    kind = StringField(_l("Lý do"), [AnyOf(OBSTACLE_KINDS, _l("Chọn một lý do."))])


class Closing(CaseReport):
    """How an obstacle was solved."""

    note = TextAreaField(_l("Đã gỡ thế nào"), [_NEEDED, _LENGTH])


class Visit(CaseReport):
    """A visit to the family or a plain note."""

    note = TextAreaField(_l("Nội dung"), [_NEEDED, _LENGTH])
