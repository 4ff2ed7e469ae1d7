"""Forms of the register, made from the table of subjects: one input for each kind of field."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from math import ceil, floor
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_metres, to_text
from clearance.rules.basics.quantities import read_area, read_money, read_whole, show_number
from clearance.rules.records.fields import Field
from clearance.rules.records.register import FORMS, NEEDED
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.rules.records.values import fits
from clearance.web.frame.labels import FIELDS
from clearance.web.recording.report_form import Day, Report
from clearance.web.register import register_choices as choices

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LENGTH = Length(max=2000, message=_l("Dài quá 2.000 ký tự."))


class Chainage(StringField):
    """A chainage as Km12+345; the end of an interval is rounded up to whole metres."""

    def metres(self) -> int | None:
        """Whole metres, None when empty."""
        if not (self.data or "").strip():
            return None
        exact = to_metres(self.data)
        return ceil(exact) if self.short_name.endswith("to_m") else floor(exact)

    def pre_validate(self, form: Any) -> None:
        """Say so when it can be read two ways or not at all."""
        try:
            self.metres()
        except (ValueError, OverflowError) as error:
            words = _l("Không đọc được lý trình; ghi theo mẫu Km12+345.")
            raise ValidationError(words) from error


class Quantity(StringField):
    """A number as people write it here; `read` gives its value."""

    def __init__(self, *given: Any, read: Callable[[object], Any], **more: Any) -> None:
        super().__init__(*given, **more)
        self.read = read

    def value(self) -> Any:
        """The number, None when empty."""
        return self.read(self.data) if (self.data or "").strip() else None

    def pre_validate(self, form: Any) -> None:
        """Say why it is no such number."""
        try:
            self.value()
        except ValueError as error:
            raise ValidationError(_("Không đọc được số này: %(why)s.", why=error)) from error


class Code(StringField):
    """A code as it stands in addresses."""

    def pre_validate(self, form: Any) -> None:
        """Say so when no address can hold it."""
        text = (self.data or "").strip()
        if text and not fits(Field("code", "code"), text):
            raise ValidationError(
                _l("Mã không được có dấu gạch chéo (/) và không chỉ là dấu chấm.")
            )


class Registering(Report):
    """The base of those forms: version seen, whether the changes were shown."""

    based_on = HiddenField(validators=[Length(max=16)])
    shown = HiddenField(validators=[Length(max=1)])

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for field in self:
            if field.short_name in FIELDS:
                field.label.text = title_of(field.short_name)


class Retiring(Report):
    """Why something was a mistake."""

    based_on = HiddenField(validators=[Length(max=16)])
    why = TextAreaField(_l("Lý do rút"), [_NEEDED, _LENGTH])


class Confirming(Report):
    """One press with nothing to fill."""


def _area(value: object) -> float:
    return float(read_area(value))


_READ: dict[str, Callable[[object], Any]] = {"int": read_whole, "float": _area, "money": read_money}
_LONG = ("note", "heirs", "origin", "encumbrance")


@cache
def form_of(subject: str) -> type[Registering]:
    """The form of a subject, an input for each of its fields in the table."""
    inputs = {name: _input(subject, name) for name in FORMS[subject]}
    return type(f"Register{subject.title()}", (Registering,), inputs)


def title_of(name: str) -> str:
    """The name of a field as the head of its input."""
    words = FIELDS[name]()
    return words[:1].upper() + words[1:]


def _input(subject: str, name: str) -> Any:
    field = SUBJECTS[subject].field(name) or Field(name)
    needed = [_NEEDED] if name in NEEDED[subject] else [Optional()]
    return _KIND_OF.get(name, _by_kind(field))(field, name, [*needed, _LENGTH])


def _by_kind(field: Field) -> Callable[..., Any]:
    if field.options:
        return _options
    if field.name in (*PERSONAL, *_LONG):
        return _long if field.name in _LONG else _text
    return _KINDS.get(field.kind, _text)


def _text(_field: Field, title: Any, checks: list[Any]) -> Any:
    return StringField(title, checks)


def _long(_field: Field, title: Any, checks: list[Any]) -> Any:
    return TextAreaField(title, checks)


def _options(field: Field, title: Any, checks: list[Any]) -> Any:
    return SelectField(title, checks[:1], choices=partial(choices.options, field.options))


def _chosen(rows: Callable[[], list[tuple[str, str]]]) -> Callable[..., Any]:
    return lambda _field, title, checks: SelectField(title, checks[:1], choices=rows)


def _quantity(field: Field, title: Any, checks: list[Any]) -> Any:
    return Quantity(title, checks, read=_READ[field.kind])


_KINDS: dict[str, Callable[..., Any]] = {
    "code": lambda _field, title, checks: Code(title, checks),
    "int": _quantity,
    "float": _quantity,
    "money": _quantity,
    "date": lambda _field, title, checks: Day(title, checks),
    "flag": lambda _field, title, _checks: BooleanField(title),
}
_KIND_OF: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(
        ("chainage_from_m", "chainage_to_m", "chainage_m"),
        lambda _field, title, checks: Chainage(title, checks),
    ),
    "unit_uid": _chosen(choices.units),
    "package_uid": _chosen(choices.packages),
    "alignment_uid": _chosen(choices.alignments),
    "holder_uid": _chosen(choices.holders),
}


def shown(subject: str, name: str, value: Any) -> Any:
    """A recorded value as its input starts with it."""
    kind = (SUBJECTS[subject].field(name) or Field(name)).kind
    if value is None:
        return None
    if name.startswith("chainage"):
        return to_text(value)
    if kind == "flag":
        return bool(value)
    if kind == "float":
        return show_number(value, _places(value))
    return show_number(value) if kind == "money" else value


def _places(value: float) -> int:
    """Decimals that lose nothing and can be read one way: three of them look like thousands."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    places = max(-int(exponent), 0)
    return 4 if places == 3 else places
