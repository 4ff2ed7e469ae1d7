"""A list of accounts, one row a person: login name, full name, role, communes."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from clearance.exchange.lists.list_tables import PHONES
from clearance.exchange.lists.reading import read_list
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.tables import NOTE, ORDINAL, Table, column
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold

ROLES = {"can bo xa": "cadre", "can bo": "cadre", "cbx": "cadre", "cadre": "cadre",
         "lanh dao": "leader", "leader": "leader", "to cong tac": "office",
         "to cong tac gpmb": "office", "van phong": "office", "office": "office",
         "chu dau tu": "liaison", "liaison": "liaison", "quan tri": "admin",
         "quan tri vien": "admin", "admin": "admin"}  # fmt: skip
PEOPLE = Table("people", "danh sách tài khoản", (
    ORDINAL,
    column("login", "text", "Tên đăng nhập", "Tài khoản|Tên tài khoản|Tên truy cập|Username|User|"
           "login|account|name", required=True,
           meaning="Chữ không dấu, số, dấu chấm, gạch; không đổi được nữa",
           example="canbo.thaison"),
    column("full_name", "name", "Họ và tên", "Họ tên|Tên cán bộ|Họ và tên cán bộ|Họ tên cán bộ|"
           "full_name", required=True, meaning="Hiện ở mọi nơi ghi tên người",
           example="Nông Văn Kháng"),
    column("role", "choice", "Vai trò", "Quyền|Nhóm quyền|Vai trò trong hệ thống|role",
           required=True, options=ROLES,
           meaning="cán bộ xã, lãnh đạo, tổ công tác, chủ đầu tư hoặc quản trị",
           example="cán bộ xã"),
    column("area", "note", "Phạm vi phụ trách", "Phạm vi|Xã phụ trách|Các xã phụ trách|Địa bàn|"
           "Địa bàn phụ trách|Xã|Đơn vị|area|units",
           meaning="Tên hoặc mã xã, cách nhau bằng dấu phẩy; “toàn dự án” là mọi xã",
           example="Thái Sơn, 02407"),
    column("phone", "phone", "Điện thoại", PHONES, meaning="Không bắt buộc", example=""),
    NOTE,
))  # fmt: skip
#: Cells that no row may leave empty.
_NEEDED = {"login": "Tên đăng nhập", "full_name": "Họ và tên", "role": "Vai trò"}
#: A login name as pages and addresses take it.
_LOGIN = re.compile(r"[A-Za-z0-9._-]{1,40}")
#: Heads of columns that hold passwords, without accents.
_SECRET = re.compile(r"\b(mat khau|password|pass|passwd|mk)\b")


def read_people(path: Path, name: str = "", column_map: Mapping[str, str] | None = None) -> Reading:
    """Read a list of accounts; raises Refused like `read_list`. No password is ever taken."""
    reading = read_list(path, PEOPLE, name, column_map)
    reading.faults[:0] = _secrets(reading)
    met: dict[str, Row] = {}
    for row in reading.rows:
        reading.faults.extend(_unusable(row, met))
    return reading


def _secrets(reading: Reading) -> Iterator[Fault]:
    """A fault for each column of passwords."""
    for cell in reading.columns:
        if _SECRET.search(fold(cell.text)):
            told = "tệp có cột mật khẩu; mật khẩu không nằm trong tệp nào"
            remedy = "xóa cột này: mỗi người tự đặt mật khẩu bằng liên kết dùng một lần"
            yield Fault(told, remedy, reading.file, column=cell.name)


def _unusable(row: Row, met: dict[str, Row]) -> Iterator[Fault]:
    """Faults of a row: no login, full name or role, a login of other letters or given twice."""
    login = row.values.get("login") or ""
    if login and not _LOGIN.fullmatch(login):
        remedy = "chỉ dùng chữ không dấu, số, chấm, gạch; nhiều nhất 40 chữ"
        yield row.fault("tên đăng nhập không dùng được", remedy, "Tên đăng nhập", login)
    first = met.setdefault(login.lower(), row)
    if login and first is not row:
        told = f"tên đăng nhập này đã có ở dòng {first.number}"
        yield row.fault(told, "mỗi người một tên đăng nhập", "Tên đăng nhập", login)
    for name, label in _NEEDED.items():
        if not row.values.get(name):
            yield row.fault(f"thiếu {label.lower()}", "điền ô này", label)
