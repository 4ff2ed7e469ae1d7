"""Words of operations: kinds, totals, lines, questions."""

from collections.abc import Callable
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.quantities import show_area, show_number, show_vnd
from clearance.rules.operations.plan import Line, Question, Total
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.web.frame.labels import FACTS, SUBJECTS, Words, day, say
from clearance.web.frame.lists import Column, ListPage

Row = dict[str, Any]
KINDS: Words = {
    "parcel_split": lambda: _("Tách thửa"),
    "parcel_merge": lambda: _("Gộp thửa"),
    "household_merge": lambda: _("Hai hộ là một"),
    "household_split": lambda: _("Một hộ là hai"),
    "alignment_revision": lambda: _("Đổi tim tuyến, phạm vi GPMB"),
    "unit_merge": lambda: _("Sáp nhập, đổi tên xã"),
    "unit_split": lambda: _("Chia xã"),
    "package_recut": lambda: _("Cắt lại gói thầu"),
}
#: What each kind is for, under its name.
HINTS: Words = {
    "unit_merge": lambda: _(
        "Nhiều xã thành một xã, phường hay đặc khu; hồ sơ cũ giữ xã khi ấy, số liệu xem được theo"
        " xã nay hoặc xã khi ấy. Ai phụ trách xã mới thì hỏi từng người."
    ),
    "unit_split": lambda: _(
        "Một xã thành nhiều xã theo bản vẽ ranh; mỗi hồ sơ về xã chứa nó, hồ sơ không rõ thì hỏi."
    ),
    "alignment_revision": lambda: _(
        "Thiết kế đổi: mọi lý trình tính lại theo bản vẽ mới, đúng chỗ cũ trên đất; lý trình cũ còn"
        " đọc được. Xem khác biệt trước khi ghi."
    ),
    "household_merge": lambda: _(
        "Hồ sơ lập hai lần cho một hộ: đất, nhà, mộ, tiền nhập về một mã; mã kia dẫn sang."
    ),
    "household_split": lambda: _(
        "Hồ sơ gộp nhầm hai hộ: chọn những gì của hộ mới; các bước đã làm giữ ở cả hai."
    ),
    "parcel_split": lambda: _(
        "Một thửa thành nhiều thửa theo văn bản; tổng diện tích giữ nguyên, các bước đã làm đi theo"
        " từng phần."
    ),
    "parcel_merge": lambda: _(
        "Nhiều thửa cùng xã thành một; diện tích thửa mới bằng tổng các thửa cũ."
    ),
    "package_recut": lambda: _(
        "Dời ranh giới gói thầu; gói giáp ranh dời theo, đoạn đã bàn giao giữ nguyên."
    ),
}
_THINGS: Words = {
    **SUBJECTS,
    "package": lambda: _("Gói thầu"),
    "segment": lambda: _("Đoạn bàn giao"),
    "alignment": lambda: _("Tim tuyến"),
    "unit": lambda: _("Đơn vị hành chính"),
    "scope": lambda: _("Phạm vi phụ trách"),
    "obstacle": lambda: _("Vướng mắc"),
    "member": lambda: _("Nhân khẩu"),
    "corridor": lambda: _("Phạm vi GPMB"),
    "person": lambda: _("Tài khoản"),
    "survey": lambda: _("Khảo sát"),
}
_WHAT: Words = {
    "into": lambda: _("nhập vào"),
    "gets_cases": lambda: _("nhận số hồ sơ"),
    "area": lambda: _("được giao xã"),
    "area_ends": lambda: _("thôi phụ trách sau ngày"),
    "one_with": lambda: _("nhập vào hộ"),
    "household": lambda: _("chuyển sang hộ"),
    "second": lambda: _("hộ mới"),
    "step": lambda: _("ngày của bước"),
    "part": lambda: _("thửa mới (thu hồi / cả thửa)"),
    "merged": lambda: _("thửa mới (thu hồi / cả thửa)"),
    "replaced": lambda: _("thôi hiệu lực (thu hồi / cả thửa)"),
    "on_parcel": lambda: _("chuyển sang thửa"),
    "span": lambda: _("đổi lý trình"),
    "package": lambda: _("đổi gói thầu"),
    "new": lambda: _("mới"),
    "finished": lambda: _("đã bàn giao, giữ nguyên"),
}
_TOTALS: Words = {
    "units": lambda: _("Số xã"),
    "graves": lambda: _("Số mộ"),
    "structures": lambda: _("Số nhà, công trình"),
    "utilities": lambda: _("Số hạ tầng kỹ thuật"),
    "cases": lambda: _("Hồ sơ đã rõ xã"),
    "road_m": lambda: _("Chiều dài tuyến"),
    "things_moved": lambda: _("Số mục dời quá 1 m lý trình"),
    "clear_m": lambda: _("Mét sạch"),
    "blocked_m": lambda: _("Mét còn vướng"),
    "unknown_m": lambda: _("Mét chưa khảo sát"),
    "households": lambda: _("Số hộ"),
    "approved_vnd": lambda: _("Tổng tiền được duyệt"),
    "paid_vnd": lambda: _("Tổng tiền đã chi"),
    "things": lambda: _("Thửa, nhà, mộ, nhân khẩu"),
    "obstacles": lambda: _("Vướng mắc chưa gỡ"),
    "parcels": lambda: _("Số thửa"),
    "area_total_m2": lambda: _("Tổng diện tích thửa"),
    "area_recovered_m2": lambda: _("Tổng diện tích thu hồi"),
    "upon": lambda: _("Nhà, mộ, vướng mắc trên các thửa"),
    "package_m": lambda: _("Chiều dài các gói thầu"),
    "packages": lambda: _("Số gói thầu"),
    "segment_m": lambda: _("Chiều dài các đoạn bàn giao"),
    "segments": lambda: _("Số đoạn bàn giao"),
}
_QUESTIONS: Words = {
    "whose_area": lambda: _("Đang phụ trách xã cũ. Từ ngày này phụ trách gì?"),
    "which_unit": lambda: _("Bản vẽ không cho biết ở xã nào. Thuộc xã nào?"),
    "road_table": lambda: _("Bản vẽ mới không có bảng lý trình. Đo lý trình thế nào?"),
    "steps_of": lambda: _("Hai hồ sơ ghi các bước khác nhau. Theo hồ sơ nào?"),
    "which_day": lambda: _("Ngày nào đúng?"),
    "is_relocating": lambda: _("Hộ này có phải di chuyển chỗ ở không?"),
    "whose": lambda: _("Vướng mắc này của hộ nào?"),
    "which_part": lambda: _("Nằm trên phần nào?"),
    "merged_household_uid": lambda: _("Các thửa cũ của nhiều hộ. Thửa mới của hộ nào?"),
    "merged_land_use_code": lambda: _("Các thửa cũ khác loại đất. Thửa mới là loại nào?"),
    "segment_across": lambda: _("Ranh giới mới cắt qua đoạn này. Làm thế nào?"),
}
_OPTIONS: dict[str, Callable[[str], str]] = {
    "all": lambda code: _("Tất cả: %(names)s, cùng hồ sơ cũ", names=code),
    "old": lambda _code: _("Chỉ hồ sơ của xã cũ"),
    "end": lambda _code: _("Thôi phụ trách"),
    "each": lambda _code: _("Hỏi từng bước"),
    "none": lambda _code: _("Bước này chưa làm"),
    "1": lambda code: _("Có") if code == "yes" else code,
    "0": lambda code: _("Không") if code == "no" else code,
    "cut": lambda code: _("Cắt; phần %(code)s thành đoạn mới", code=code),
    "stay": lambda code: _("Để nguyên cả đoạn trong gói %(code)s", code=code),
}
_UNITS: dict[str, Callable[[float], str]] = {
    "m": lambda value: f"{show_number(value)}\u00a0m",
    "m2": show_area,
    "vnd": lambda value: show_vnd(int(value)),
}
STANDING: Words = {
    "standing": lambda: _("đang có hiệu lực"),
    "undone": lambda: _("đã hoàn tác"),
}
#: Every operation carried out.
OPERATIONS = ListPage(
    "operations",
    _l("Biến động"),
    "operations/list.html",
    columns=(
        Column("kind_words", _l("Loại biến động")),
        Column("on_date", _l("Ngày có hiệu lực"), "date"),
        Column("document", _l("Văn bản")),
        Column("rows", _l("Số thay đổi"), "number"),
        Column("person", _l("Người ghi")),
        Column("recorded_on", _l("Ngày ghi"), "date"),
        Column("standing", _l("Tình trạng")),
    ),
)


def operation_row(row: Row) -> Row:
    """An operation as the list shows it."""
    standing = "undone" if row["undone_on"] else "standing"
    return row | {
        "kind_words": say(KINDS, row["kind"]),
        "recorded_on": row["recorded_at"][:10],
        "standing": say(STANDING, standing),
        "group": "todo" if row["undone_on"] else "done",
    }


def total_row(total: Total) -> Row:
    """A total before and after, and whether it stayed the same."""
    show = _UNITS.get(total.unit, show_number)
    return {
        "name": say(_TOTALS, total.name),
        "before": show(total.before),
        "after": show(total.after),
        "is_conserved": total.is_conserved,
    }


def line_row(line: Line) -> Row:
    """One thing that changes: which, what of it, before and after."""
    return {
        "thing": _thing(line.subject, line.code),
        "what": say(_WHAT, line.what),
        "before": _shown(line.what, line.before),
        "after": _shown(line.what, line.after),
    }


def _shown(what: str, text: str) -> str:
    """A value of a line: a day of a step as people write it."""
    is_day = what in ("step", "area_ends")
    return (day(text) if is_day and text else text) or "–"


def _thing(subject: str, code: str) -> str:
    """A thing by its kind and code; a step by its name, an obstacle by its reason and day."""
    if subject.endswith("_step"):
        step = find_step(subject.removesuffix("_step"), code)
        return label(step) if step else code
    name, _blank, on = code.partition(" ")
    if subject == "obstacle" and name in OBSTACLE_KINDS:
        code = f"{label(OBSTACLE_KINDS[name])} {day(on)}" if on else label(OBSTACLE_KINDS[name])
    return f"{say(_THINGS, subject)} {code}".strip()


def question_row(question: Question) -> Row:
    """A question with its choices in words."""
    return {
        "key": question.key,
        "thing": _thing(question.subject, question.code),
        "words": say(_QUESTIONS, question.name),
        "options": [(key, _option(question.name, key, code)) for key, code in question.options],
    }


def _option(name: str, key: str, code: str) -> str:
    if name == "segment_across" and key not in _OPTIONS:
        return _("Chuyển sang %(code)s", code=code)
    if name == "road_table":
        return {
            "keep": lambda: _("Dùng bảng lý trình đang có (%(n)s mốc)", n=code),
            "none": lambda: _("Đo thẳng từ %(km)s, không bảng", km=code),
        }[key]()
    if name == "whose_area" and key.isdigit():
        return _("Cả %(name)s, cùng hồ sơ cũ", name=code)
    if name == "which_day" and key != "none":
        return day(code[:10]) + code[10:]
    return _OPTIONS[key](code) if key in _OPTIONS else code


def later_words(row: Row) -> str:
    """What was recorded later, so that an operation can no longer be undone."""
    told = say(_THINGS, row["subject"]), say(FACTS, row["fact"]), day(row["recorded_at"][:10])
    return ", ".join(filter(None, told))
