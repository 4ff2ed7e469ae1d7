"""Words of the register: titles, hints, and a revision as it is shown before it is saved."""

from collections.abc import Callable, Mapping
from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.records.register import FLAGS, UNSEEN
from clearance.store.cases import register
from clearance.web.frame.context import store
from clearance.web.frame.labels import FIELDS, SUBJECTS, say
from clearance.web.register import register_choices as choices
from clearance.web.register.register_form import shown, title_of

Row = dict[str, Any]
Titles = dict[str, Callable[[], str]]
#: The word of the address and the subject it is of.
KINDS = {
    "packages": "package",
    "segments": "segment",
    "households": "household",
    "parcels": "parcel",
    "structures": "structure",
    "utilities": "utility",
    "graves": "grave",
}
ADD: Titles = {
    "package": lambda: _("Thêm gói thầu"),
    "segment": lambda: _("Thêm đoạn bàn giao"),
    "household": lambda: _("Thêm hộ"),
    "parcel": lambda: _("Thêm thửa đất"),
    "structure": lambda: _("Thêm nhà, công trình"),
    "utility": lambda: _("Thêm hạ tầng kỹ thuật"),
    "grave": lambda: _("Thêm mộ"),
}
EDIT: Titles = {
    "package": lambda: _("Sửa gói thầu"),
    "segment": lambda: _("Sửa đoạn bàn giao"),
    "household": lambda: _("Sửa hồ sơ hộ"),
    "parcel": lambda: _("Sửa thửa đất"),
    "structure": lambda: _("Sửa nhà, công trình"),
    "utility": lambda: _("Sửa hạ tầng kỹ thuật"),
    "grave": lambda: _("Sửa hồ sơ mộ"),
}
_HINTS: Titles = {
    "chainage_from_m": lambda: _("Ví dụ Km12+345."),
    "chainage_to_m": lambda: _("Để trống nếu chỉ ở một điểm."),
    "chainage_m": lambda: _("Ví dụ Km12+345."),
    "household_uid": lambda: _("Mã hộ, hoặc họ tên nếu chỉ có một hộ như vậy."),
    "parcel_uid": lambda: _("Mã thửa."),
    "side": lambda: _("Nhìn theo chiều Km tăng."),
    "need_by_on": lambda: _("Ngày nhà thầu cần có mặt bằng."),
    "heirs": lambda: _("Họ tên, mỗi người một dòng."),
    "representative": lambda: _("Họ tên người được ủy quyền làm việc thay hộ."),
}


def hint_of(subject: str, is_known: bool, name: str) -> str:
    """What an input asks for, '' where its name says it."""
    if name in UNSEEN and is_known:
        return _("Để trống: giữ số đang ghi.")
    if name == "code" and not is_known:
        return _("Mã gợi ý là số tiếp theo; có thể đặt mã khác.")
    is_interval = subject in ("package", "segment") and name == "chainage_to_m"
    return "" if is_interval or name not in _HINTS else _HINTS[name]()


def differences(subject: str, row: Mapping[str, Any], patch: Mapping[str, Any]) -> list[Row]:
    """What a revision changes: field, old and new value in words."""
    return [
        {
            "name": title_of(name),
            "old": _old(subject, row, name),
            "new": _in_words(subject, name, value),
        }
        for name, value in patch.items()
        if name in FIELDS
    ]


def _old(subject: str, row: Mapping[str, Any], name: str) -> str:
    is_hidden = name in UNSEEN and bool(row.get(name))
    return _("số đang ghi") if is_hidden else _in_words(subject, name, row.get(name))


_LOOKED_UP = {"household_uid": "household", "parcel_uid": "parcel", "package_uid": "package",
              "alignment_uid": "alignment"}  # fmt: skip


def _in_words(subject: str, name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if name in _LOOKED_UP:
        return register.code_of(store(), _LOOKED_UP[name], value)
    if name in FLAGS:
        return _("có") if value else _("không")
    if name == "unit_uid":
        return dict(choices.units()).get(value, value)
    if name == "holder_uid":
        return dict(choices.holders()).get(value, value)
    if name.endswith("_on"):
        return f"{value[8:10]}/{value[5:7]}/{value[:4]}"
    text = str(shown(subject, name, value))
    return dict(choices.options([text]))[text]


def in_words(subject: str, row: Mapping[str, Any]) -> str:
    """A thing by its kind, code and name."""
    name = row.get("deceased_name") or row.get("full_name") or row.get("name") or ""
    return f"{say(SUBJECTS, subject)} {row['code']}" + (f" – {name}" if name else "")
