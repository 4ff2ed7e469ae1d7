"""The form on which a cadre registers what he found at the place."""

from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.records.subjects import SIDES
from clearance.web.recording.report_form import Report
from clearance.web.register import register_choices as choices

_NEEDED = InputRequired(_l("Cần điền ô này."))
_SHORT = Length(max=200, message=_l("Dài quá 200 ký tự."))


class Found(Report):
    """What was found, in which commune, where: by the phone, or by a chainage that is typed."""

    lon = HiddenField(validators=[_SHORT])
    lat = HiddenField(validators=[_SHORT])
    accuracy_m = HiddenField(validators=[_SHORT])
    unit_uid = SelectField(_l("Xã"), [_NEEDED], choices=choices.units)
    at_km = StringField(_l("Lý trình, nếu máy không lấy được vị trí"), [Optional(), _SHORT])
    side = SelectField(_l("Phía"), [Optional()], choices=lambda: choices.options(SIDES))
    photo = MultipleFileField(_l("Ảnh tại chỗ"))
    note = TextAreaField(_l("Ghi chú ngắn"), [Optional(), Length(max=500)])

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.photo.flags.required = True

    def validate_photo(self, field: MultipleFileField) -> None:
        """What is found is shown: without a photo nothing is sent."""
        if not any(file and file.filename for file in field.data or ()):
            raise ValidationError(_l("Chụp ít nhất một ảnh tại chỗ."))

    def place(self) -> dict[str, float] | None:
        """Longitude, latitude and accuracy of the phone, None when it told none."""
        try:
            return {name: float(self[name].data) for name in ("lon", "lat", "accuracy_m")}
        except (TypeError, ValueError):
            return None


class FoundGrave(Found):
    """A grave: what is known of it at the place."""

    kind = SelectField(
        _l("Loại mộ"),
        [Optional()],
        choices=lambda: choices.options(("earth", "built", "monumental")),
    )
    family = SelectField(
        _l("Thân nhân"),
        [Optional()],
        choices=lambda: choices.options(("known", "searching", "unclaimed")),
    )
    deceased_name = StringField(_l("Tên người mất, nếu biết"), [Optional(), _SHORT])
    full_name = StringField(_l("Thân nhân, nếu biết"), [Optional(), _SHORT])
    phone = StringField(_l("Điện thoại thân nhân"), [Optional(), _SHORT])


class FoundParcel(Found):
    """A parcel: its numbers on the map, if known."""

    map_sheet_no = StringField(_l("Tờ bản đồ, nếu biết"), [Optional(), _SHORT])
    parcel_no = StringField(_l("Số thửa, nếu biết"), [Optional(), _SHORT])


class FoundHouse(Found):
    """A house or another structure."""

    kind = StringField(_l("Nhà, công trình gì"), [_NEEDED, _SHORT])


#: The form of each kind and the fields of its own.
FORMS: dict[str, tuple[type[Found], tuple[str, ...]]] = {
    "grave": (FoundGrave, ("kind", "family", "deceased_name", "full_name", "phone")),
    "structure": (FoundHouse, ("kind",)),
    "parcel": (FoundParcel, ("map_sheet_no", "parcel_no")),
}
