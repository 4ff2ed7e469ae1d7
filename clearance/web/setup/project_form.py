"""The form of the project's name, code and system."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from clearance.geo.crs import CADASTRAL, NAMES
from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.web.recording.report_form import Report

_NEEDED = InputRequired(_l("Cần điền ô này."))
_CODE = Regexp(r"^[^/\s]+$", message=_l("Mã không có dấu cách hay dấu gạch chéo."))


class ProjectNamed(Report):
    """Name and code; the system of coordinates until the first drawing is in."""

    name = StringField(
        _l("Tên dự án"), [_NEEDED, Length(max=200, message=_l("Dài quá 200 ký tự."))]
    )
    code = StringField(_l("Mã dự án"), [_NEEDED, Length(max=40), _CODE])
    crs = SelectField(_l("Hệ tọa độ VN-2000"), coerce=int)
    usable_m = IntegerField(
        _l("Đoạn sạch dài từ bao nhiêu mét thì thi công được"),
        [
            Optional(),
            NumberRange(1, 100000, message=_l("Ghi số mét từ 1 đến 100.000.")),
        ],
    )

    def offer(self, choices: list[tuple[int, str]], *, is_fixed: bool) -> None:
        """Offer the systems, or none once shapes rest on the one chosen."""
        self.crs.choices = choices
        if is_fixed:
            del self.crs

    def values(self) -> dict[str, Any]:
        """The fields as a change carries them."""
        names = (name for name in ("name", "code", "crs", "usable_m") if name in self)
        values = {name: self[name].data for name in names}
        return {n: v.strip() if isinstance(v, str) else v for n, v in values.items()}


def zone_choices(own: int | None) -> list[tuple[int, str]]:
    """The cadastral zones by meridian, with the project's own system where it is another."""
    codes = sorted(CADASTRAL, key=lambda code: CADASTRAL[code])
    listed = [*([own] if own and own not in CADASTRAL else []), *codes]
    return [
        *([] if own else [(0, _("– chọn –"))]),
        *((code, f"{NAMES.get(code, code)} (EPSG {code})") for code in listed),
    ]
