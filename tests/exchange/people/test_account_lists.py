"""A list of accounts: who works on the project, as what, for which communes."""

from pathlib import Path
from typing import Any

import pytest

from clearance.exchange.plans.importing import Wish, make_plan
from clearance.exchange.plans.plan import Plan
from clearance.exchange.plans.snapshot import snapshot_of
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.people import accounts
from tests import given
from tests.exchange.papers import write_book
from tests.given import ADMIN, CADRE, NOW, TODAY, registered

HEADER = ["STT", "Tên đăng nhập", "Họ và tên", "Vai trò", "Xã phụ trách", "Điện thoại"]


def plan_of(store: Store, folder: Path, *rows: list[Any], header: list[str] = HEADER) -> Plan:
    path = write_book(folder / "people.xlsx", [header, *rows])
    return make_plan("people", Wish(path, today=TODAY), snapshot_of(store))


def taken(store: Store, plan: Plan) -> None:
    record_all(store, plan.accepted(), ADMIN, NOW)


def faults(plan: Plan) -> str:
    assert plan.changes == []
    return "\n".join(fault.text() for fault in plan.faults)


KHANG = [1, "canbo.khang", "Nông Văn Kháng", "Cán bộ xã", "Xã A, 02401", ""]
HUONG = [2, "lanhdao.huong", "Đặng Thị Hường", "lãnh đạo", "Toàn dự án", "0900 111 222"]


def test_people_come_in_with_full_name_role_and_areas(store: Store, tmp_path: Path) -> None:
    plan = plan_of(store, tmp_path, KHANG, HUONG)
    assert dict(plan.new) == {"person": 2, "scope": 3}
    taken(store, plan)
    khang = accounts.find_person(store, "canbo.khang") or {}
    assert (khang["role"], khang["is_active"]) == ("cadre", 1)
    areas = [(s["unit_name"], s["valid_from"]) for s in accounts.list_scopes(store, khang["uid"])]
    assert areas == [("Xã A", TODAY), ("Xã B", TODAY)]
    names = {row["name"]: row["full_name"] for row in accounts.list_people(store)}
    assert names["lanhdao.huong"] == "Đặng Thị Hường"


def test_the_same_list_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    taken(store, plan_of(store, tmp_path, KHANG, HUONG))
    again = plan_of(store, tmp_path, KHANG, HUONG)
    assert again.changes == []
    assert dict(again.unchanged) == {"person": 2, "scope": 3}


def test_a_known_account_is_revised_and_keeps_its_areas(store: Store, tmp_path: Path) -> None:
    row = [1, CADRE.name.upper(), "Nông Văn Kháng", "lãnh đạo", "Xã A", ""]
    plan = plan_of(store, tmp_path, row)
    assert (dict(plan.changed), dict(plan.unchanged)) == ({"person": 1}, {"scope": 1})
    assert any("đổi vai trò từ cadre sang leader" in note.text() for note in plan.notes)
    taken(store, plan)
    person = accounts.find_person(store, CADRE.name) or {}
    assert (person["name"], person["role"]) == (CADRE.name, "leader")


def test_an_area_that_ended_is_given_again(store: Store, tmp_path: Path) -> None:
    over = given.a_change("scope", f"{CADRE.uid}-a", "revised", patch={"valid_to": "2026-01-01"})
    record_all(store, [over], ADMIN, NOW)
    plan = plan_of(store, tmp_path, [1, CADRE.name, "Nông Văn Kháng", "cán bộ", "02400", ""])
    assert dict(plan.new) == {"scope": 1}


def test_a_shut_account_stays_shut_and_is_named(store: Store, tmp_path: Path) -> None:
    shut = given.a_change("person", CADRE.uid, "revised", patch={"is_active": 0})
    record_all(store, [shut], ADMIN, NOW)
    plan = plan_of(store, tmp_path, [1, CADRE.name, "Nông Văn Kháng", "cán bộ", "", ""])
    assert any("đang khóa" in note.text() for note in plan.notes)
    taken(store, plan)
    assert (accounts.find_person(store, CADRE.name) or {})["is_active"] == 0


def test_somebody_without_area_is_noted(store: Store, tmp_path: Path) -> None:
    plan = plan_of(store, tmp_path, [1, "moi", "Nông Văn Kháng", "tổ công tác", "", ""])
    assert any("chưa có phạm vi" in note.text() for note in plan.notes)
    quiet = plan_of(store, tmp_path, [1, "qt", "Nông Văn Kháng", "quản trị", "", ""])
    assert quiet.notes == []


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (1, "cán bộ", "tên đăng nhập không dùng được"),
        (1, "", "thiếu tên đăng nhập"),
        (2, "", "thiếu họ và tên"),
        (3, "giám đốc", "không có trong danh mục"),
        (3, "", "thiếu vai trò"),
        (4, "Xã Z", "không có đơn vị này"),
        (5, "12", "số điện thoại phải có 10 chữ số"),
    ],
)
def test_a_wrong_cell_refuses_the_whole_list_by_its_place(
    store: Store, tmp_path: Path, place: int, value: str, words: str
) -> None:
    row = [*KHANG]
    row[place] = value
    told = faults(plan_of(store, tmp_path, row, HUONG))
    assert words in told
    assert "dòng 2" in told


def test_a_login_given_twice_is_named_with_its_row(store: Store, tmp_path: Path) -> None:
    told = faults(plan_of(store, tmp_path, KHANG, [2, "CANBO.KHANG", *HUONG[2:]]))
    assert "đã có ở dòng 2" in told


def test_a_file_with_passwords_is_refused_whatever_is_ignored(store: Store, tmp_path: Path) -> None:
    header, row = [*HEADER, "Mật khẩu"], [*KHANG, "hoa-sen-2026"]
    path = write_book(tmp_path / "people.xlsx", [header, row])
    wish = Wish(path, today=TODAY, ignored=("Mật khẩu",))
    told = faults(make_plan("people", wish, snapshot_of(store)))
    assert "mật khẩu không nằm trong tệp nào" in told
    assert "hoa-sen" not in told


def test_no_file_makes_an_administrator_something_else(store: Store, tmp_path: Path) -> None:
    told = faults(plan_of(store, tmp_path, [1, ADMIN.name, "Lý Văn Tư", "cán bộ xã", "", ""]))
    assert "đang là quản trị" in told


def test_two_units_of_one_name_are_asked_and_an_ended_one_gives_way(
    store: Store, tmp_path: Path
) -> None:
    twin = registered("unit", "x", code="02500", name="Xã A", kind="commune", parent_uid="d")
    record_all(store, [twin], TERMINAL, NOW)
    assert "có nhiều đơn vị cùng tên" in faults(plan_of(store, tmp_path, KHANG))
    ended = given.a_change("unit", "x", "revised", patch={"valid_to": "2025-06-30"})
    record_all(store, [ended], TERMINAL, NOW)
    assert plan_of(store, tmp_path, KHANG).faults == []


def test_a_unit_divided_among_several_is_left_to_be_chosen(store: Store, tmp_path: Path) -> None:
    old = registered("unit", "o", code="02499", name="Xã Cũ", kind="commune",
                     valid_to="2025-06-30")  # fmt: skip
    into = [registered("succession", f"o-{new}", old_uid="o", new_uid=new) for new in ("a", "b")]
    record_all(store, [old, *into], TERMINAL, NOW)
    plan = plan_of(store, tmp_path, [*KHANG[:4], "Xã A", ""])
    assert any("đã chia cho nhiều đơn vị" in note.text() for note in plan.notes)


def test_before_there_are_units_the_list_says_what_comes_first(tmp_path: Path) -> None:
    store = given.a_store()
    record_all(store, [registered("project", given.PROJECT, code="X", name="X")], TERMINAL, NOW)
    told = faults(plan_of(store, tmp_path, KHANG, HUONG))
    assert told.count("nhập đơn vị hành chính trước") == 3
    store.close()
