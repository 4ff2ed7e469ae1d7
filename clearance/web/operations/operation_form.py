"""Forms of operations: the day and the document, and what each kind asks besides."""

from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_metres
from clearance.rules.basics.quantities import read_area, read_money
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))


class Chainage(StringField):
    """A chainage as people write it: Km12+350; `metres` is the whole number."""

    metres: int = 0

    def pre_validate(self, form: Any) -> None:
        """Say so when it is no chainage, or none of whole metres."""
        try:
            exact = to_metres(self.data or "")
            self.metres = int(exact)
        except ValueError:
            raise ValidationError(_l("Ghi lý trình như Km12+350.")) from None
        if exact != self.metres:
            raise ValidationError(_l("Lý trình phải là số mét nguyên."))


class Operation(Report):
    """What every operation asks: its day, the document it rests on; `seen` is the preview shown."""

    on_date = Day(_l("Ngày có hiệu lực"), [_NEEDED])
    document = StringField(_l("Văn bản làm căn cứ"), [Optional(), Length(max=200)])
    seen = HiddenField(validators=[Length(max=64)])


class Area(StringField):
    """An area in m² as documents write it: 1.234,5; `area` is the number, None when empty."""

    area: Decimal | None = None

    def pre_validate(self, form: Any) -> None:
        """Say so when it is no area."""
        try:
            self.area = read_area(self.data) if (self.data or "").strip() else None
        except ValueError as error:
            raise ValidationError(str(error)) from None


class ParcelPart(Form):
    """One part of a parcel that is split; empty rows are left out."""

    map_sheet_no = StringField(_l("Tờ bản đồ"), [Optional(), Length(max=20)])
    parcel_no = StringField(_l("Số thửa"), [Optional(), Length(max=20)])
    area_total = Area(_l("Diện tích thửa (m²)"), [Optional(strip_whitespace=False)])
    area_recovered = Area(_l("Diện tích thu hồi (m²)"), [Optional(strip_whitespace=False)])
    household = StringField(_l("Mã hộ"), [Optional(), Length(max=60)])


class ParcelSplit(Operation):
    """A parcel and its parts."""

    parcel = StringField(_l("Mã thửa tách"), [_NEEDED, Length(max=60)])
    parts = FieldList(FormField(ParcelPart), _l("Các phần theo văn bản"), min_entries=4,
                      max_entries=20)  # fmt: skip


class ParcelMerge(Operation):
    """Parcels and the one they become."""

    parcels = StringField(_l("Mã các thửa gộp, cách nhau bằng dấu phẩy"), [_NEEDED])
    map_sheet_no = StringField(_l("Tờ bản đồ của thửa mới"), [_NEEDED, Length(max=20)])
    parcel_no = StringField(_l("Số thửa mới"), [_NEEDED, Length(max=20)])
    area_total = Area(_l("Diện tích thửa mới (m²)"))
    area_recovered = Area(_l("Diện tích thu hồi (m²)"))


class HouseholdMerge(Operation):
    """Two households that are one; the first keeps its code."""

    household = StringField(_l("Mã hộ giữ lại"), [_NEEDED, Length(max=60)])
    other = StringField(_l("Mã hộ nhập vào"), [_NEEDED, Length(max=60)])


class Money(StringField):
    """A sum as documents write it; `amount` is whole đồng, 0 when empty."""

    amount: int = 0

    def pre_validate(self, form: Any) -> None:
        """Say so when it is no sum."""
        try:
            self.amount = read_money(self.data) if (self.data or "").strip() else 0
        except ValueError as error:
            raise ValidationError(str(error)) from None


class HouseholdSplit(Operation):
    """A household and the second one found in it."""

    household = StringField(_l("Mã hộ tách"), [_NEEDED, Length(max=60)])
    code = StringField(_l("Mã hộ mới"), [_NEEDED, Length(max=60)])
    full_name = StringField(_l("Chủ hộ mới"), [_NEEDED, Length(max=200)])
    things = StringField(_l("Mã thửa, nhà, mộ của hộ mới, cách nhau bằng dấu phẩy"), [_NEEDED])
    approved_vnd = Money(_l("Số tiền được duyệt của hộ mới (đồng)"), [Optional()])
    paid_vnd = Money(_l("Đã chi trả cho hộ mới (đồng)"), [Optional()])


class AlignmentRevision(Operation):
    """A revised design: the drawing of the centreline, of the corridor, or both.

    `line_draft` and `strip_draft` name the files once they were sent.
    """

    alignment = SelectField(_l("Tim tuyến"), [_NEEDED], choices=())
    line = FileField(_l("Bản vẽ tim tuyến mới"))
    strip = FileField(_l("Bản vẽ phạm vi GPMB mới"))
    crs = IntegerField(_l("Mã EPSG của bản vẽ"), [Optional()])
    line_draft = HiddenField(validators=[Length(max=64)])
    strip_draft = HiddenField(validators=[Length(max=64)])


class UnitMerge(Operation):
    """Units that become one; a single one gets another name, code or kind."""

    units = SelectMultipleField(_l("Các xã thôi tồn tại"), [_NEEDED], choices=())
    code = StringField(_l("Mã xã mới"), [_NEEDED, Length(max=20)])
    name = StringField(_l("Tên xã mới"), [_NEEDED, Length(max=100)])
    kind = SelectField(_l("Loại"), [_NEEDED], choices=())


class UnitSplit(Operation):
    """A unit divided by a drawing of the new ones; `outlines_draft` names the file once sent."""

    unit = SelectField(_l("Xã được chia"), [_NEEDED], choices=())
    outlines = FileField(_l("Bản vẽ ranh các xã mới (cột mã, tên)"))
    crs = IntegerField(_l("Mã EPSG của bản vẽ"), [Optional()])
    outlines_draft = HiddenField(validators=[Length(max=64)])


class PackageRecut(Operation):
    """A package and its new ends."""

    package = SelectField(_l("Gói thầu"), [_NEEDED], choices=())
    from_km = Chainage(_l("Từ Km"), [_NEEDED])
    to_km = Chainage(_l("Đến Km"), [_NEEDED])
