"""Words of facts, fields, kinds and sides, as the pages of cases say them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from flask_babel import format_decimal

from clearance.i18n import gettext as _
from clearance.i18n import ngettext
from clearance.rules.basics.quantities import show_date
from clearance.rules.basics.shares import percent

Words = dict[str, Callable[[], str]]

#: Facts that are not steps.
FACTS: Words = {
    "registered": lambda: _("Lập hồ sơ"),
    "revised": lambda: _("Sửa hồ sơ"),
    "withdrawn": lambda: _("Đính chính"),
    "visited": lambda: _("Xuống hộ"),
    "noted": lambda: _("Ghi chú"),
    "assigned": lambda: _("Giao người phụ trách"),
    "passed": lambda: _("Chuyển hồ sơ"),
    "explained": lambda: _("Giải trình"),
    "asked": lambda: _("Hỏi, chỉ đạo"),
    "answered": lambda: _("Trả lời"),
    "opened": lambda: _("Vướng mắc"),
    "closed": lambda: _("Đã gỡ vướng mắc"),
    "found": lambda: _("Phát hiện tại chỗ"),
    "confirmed": lambda: _("Xác nhận hồ sơ mới phát hiện"),
    "corrected": lambda: _("Sửa thông tin liên hệ"),
    "retired": lambda: _("Rút vì nhập nhầm"),
    "restored": lambda: _("Đưa lại hồ sơ đã rút"),
    "erased": lambda: _("Xóa thông tin cá nhân"),
    "replaced": lambda: _("Thay bằng hồ sơ khác"),
    "inherited": lambda: _("Nhận các bước theo biến động"),
    "moved": lambda: _("Chuyển theo biến động"),
    "reverted": lambda: _("Hoàn tác biến động"),
}
FIELDS: Words = {
    "full_name": lambda: _("họ tên"),
    "spouse_name": lambda: _("vợ hoặc chồng"),
    "phone": lambda: _("điện thoại"),
    "phone_2": lambda: _("điện thoại thứ hai"),
    "heirs": lambda: _("người thừa kế"),
    "representative": lambda: _("người đại diện"),
    "id_number": lambda: _("số định danh"),
    "address": lambda: _("địa chỉ"),
    "deceased_name": lambda: _("tên người mất"),
    "note": lambda: _("ghi chú"),
    "code": lambda: _("mã"),
    "unit_uid": lambda: _("xã"),
    "village": lambda: _("thôn"),
    "holder_uid": lambda: _("người phụ trách"),
    "household_uid": lambda: _("hộ"),
    "chainage_m": lambda: _("lý trình"),
    "approved_vnd": lambda: _("số tiền phê duyệt"),
    "paid_vnd": lambda: _("số tiền đã chi"),
    "map_sheet_no": lambda: _("tờ bản đồ"),
    "parcel_no": lambda: _("số thửa"),
    "area_total_m2": lambda: _("diện tích thửa"),
    "area_recovered_m2": lambda: _("diện tích thu hồi"),
    "land_use_code": lambda: _("loại đất"),
    "scope": lambda: _("thuộc phạm vi"),
    "destination": lambda: _("nơi cải táng"),
    "planned_on": lambda: _("ngày di chuyển"),
    "planned_lunar": lambda: _("ngày âm lịch"),
    "name": lambda: _("tên gọi"),
    "contractor": lambda: _("nhà thầu"),
    "package_uid": lambda: _("gói thầu"),
    "parcel_uid": lambda: _("thửa đất"),
    "alignment_uid": lambda: _("tuyến"),
    "chainage_from_m": lambda: _("từ lý trình"),
    "chainage_to_m": lambda: _("đến lý trình"),
    "side": lambda: _("phía"),
    "need_by_on": lambda: _("ngày cần mặt bằng"),
    "kind": lambda: _("loại"),
    "owner": lambda: _("chủ sở hữu"),
    "area_m2": lambda: _("diện tích (m²)"),
    "is_public": lambda: _("đất công, không phải bàn giao"),
    "is_relocating": lambda: _("phải chuyển chỗ ở"),
    "origin": lambda: _("nguồn gốc đất"),
    "encumbrance": lambda: _("ràng buộc trên thửa"),
    "cemetery": lambda: _("nghĩa địa"),
    "burial": lambda: _("tình trạng mai táng"),
    "family": lambda: _("thân nhân"),
    "buried_year": lambda: _("năm chôn cất"),
}
SIDES: Words = {
    "left": lambda: _("bên trái"),
    "right": lambda: _("bên phải"),
    "both": lambda: _("cả hai bên"),
}
GRAVES: Words = {
    "earth": lambda: _("mộ đất"),
    "built": lambda: _("mộ xây"),
    "monumental": lambda: _("lăng mộ, quy mô lớn"),
    "coffin": lambda: _("chưa cải táng"),
    "ossuary": lambda: _("đã cải táng"),
    "known": lambda: _("có chủ"),
    "searching": lambda: _("đang tìm thân nhân"),
    "unclaimed": lambda: _("vô chủ"),
}
SUBJECTS: Words = {
    "household": lambda: _("Hộ"),
    "grave": lambda: _("Mộ"),
    "parcel": lambda: _("Thửa đất"),
    "structure": lambda: _("Nhà, công trình"),
    "utility": lambda: _("Hạ tầng kỹ thuật"),
    "package": lambda: _("Gói thầu"),
    "segment": lambda: _("Đoạn bàn giao"),
}
SCOPE_WORDS: Words = {
    "main": lambda: _("Phạm vi chính"),
    "added": lambda: _("Bổ sung"),
    "spoil": lambda: _("Bãi thải"),
    "resettlement_area": lambda: _("Khu tái định cư"),
    "utility_corridor": lambda: _("Hành lang hạ tầng"),
}

#: How many of each kind; English has two forms, Vietnamese one.
COUNTED: dict[str, Callable[[int, str], str]] = {
    "parcel": lambda n, text: ngettext("%(n)s thửa đất", "%(n)s thửa đất", n, n=text),
    "structure": lambda n, text: ngettext(
        "%(n)s nhà, công trình", "%(n)s nhà, công trình", n, n=text
    ),
    "utility": lambda n, text: ngettext(
        "%(n)s hạ tầng kỹ thuật", "%(n)s hạ tầng kỹ thuật", n, n=text
    ),
    "grave": lambda n, text: ngettext("%(n)s mộ", "%(n)s mộ", n, n=text),
}


def count(kind: str, number: int) -> str:
    """`3 thửa đất`: how many of a kind, in the language in use."""
    return COUNTED[kind](number, str(format_decimal(number)))


def share(part: float, whole: float) -> str:
    """`98,6 %` in the language in use; a dash when there is nothing to have a share of."""
    found = percent(part, whole)
    return "–" if found is None else f"{format_decimal(found)}\u00a0%"


def say(words: Words, code: str | None) -> str:
    """The words of a code, the code itself when it has none, '' for nothing."""
    return words[code]() if code in words else code or ""


def show_whole(number: int) -> str:
    """A whole number in the language in use."""
    return str(format_decimal(number))


def kinds_in_words(kinds: dict[str, int]) -> str:
    """`3 thửa đất, 1 mộ`: counts only, so that anybody may read it."""
    return ", ".join(count(kind, n) for kind, n in kinds.items())


def unsurveyed_words(kinds: Iterable[str]) -> str:
    """`nhà, công trình; mộ`: kinds that nobody surveyed, inside a sentence."""
    return "; ".join(f"{word[:1].lower()}{word[1:]}" for word in map(partial(say, SUBJECTS), kinds))


def day(iso: str) -> str:
    """A day as people write it here."""
    return show_date(date.fromisoformat(iso))
