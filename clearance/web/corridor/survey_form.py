"""Forms of surveys: a declaration, its correction, its withdrawal, beginning to count."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_metres
from clearance.rules.corridor.surveys import BROUGHT_IN, KINDS, NONE
from clearance.web.frame.labels import SUBJECTS
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LENGTH = Length(max=2000, message=_l("Dài quá 2.000 ký tự."))


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of blocker with their words."""
    return [(kind, SUBJECTS[kind]()) for kind in KINDS]


def result_choices() -> list[tuple[str, str]]:
    """What a survey found, in words."""
    return [(BROUGHT_IN, _("Đã nhập hết vào đây")), (NONE, _("Khảo sát rồi, không có"))]


class Chainage(StringField):
    """A place on the road in whole metres, written as Km12+345 or as metres."""

    metres: int | None = None

    def pre_validate(self, form: Any) -> None:
        """Say so when it is no chainage, or no whole metre."""
        try:
            exact = _read((self.data or "").strip())
        except (ValueError, ArithmeticError):
            raise ValidationError(_l("Lý trình phải là số mét hoặc dạng Km12+345.")) from None
        if exact != int(exact):
            raise ValidationError(_l("Lý trình phải là mét chẵn."))
        self.metres = int(exact)


def _read(text: str) -> Decimal:
    return Decimal(text) if text.isdecimal() and len(text) < 8 else to_metres(text)


class Place(Report):
    """From where to where, with which result, of which day."""

    from_km = Chainage(_l("Từ lý trình"), [_NEEDED])
    to_km = Chainage(_l("Đến lý trình"), [_NEEDED])
    result = RadioField(_l("Kết quả"), [_NEEDED], choices=result_choices)
    happened_on = Day(_l("Ngày khảo sát xong"), [_NEEDED])

    def place(self) -> dict[str, Any]:
        """The fields of a declaration that the form holds."""
        return {
            "chainage_from_m": self.from_km.metres,
            "chainage_to_m": self.to_km.metres,
            "result": self.result.data,
        }


class Declared(Place):
    """Kinds declared surveyed from one chainage to another."""

    kinds = SelectMultipleField(
        _l("Đã khảo sát loại nào"),
        [_NEEDED],
        choices=kind_choices,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def chosen(self) -> Sequence[str]:
        """The kinds that were ticked."""
        return tuple(self.kinds.data or ())


class Corrected(Place):
    """A declaration put right, with the reason."""

    why = TextAreaField(_l("Vì sao sửa"), [_NEEDED, _LENGTH])


class Withdrawn(Report):
    """Why a declaration is withdrawn."""

    why = TextAreaField(_l("Vì sao rút lại"), [_NEEDED, _LENGTH])
