"""What the forms of the register look up, on either engine."""

from clearance.store import Store
from clearance.store.cases import register, retired
from tests.given import CADRE_B, OFFICE, PROJECT, TODAY, a_change, a_household, a_parcel, by


def test_codes_come_newest_first_and_retired_ones_count(store: Store) -> None:
    for number in (7, 9, 8):
        a_household(store, f"h{number}", code=f"HY-{number}")
    by(OFFICE, store, a_change("household", "h9", "retired", why="Nhập nhầm"))
    assert register.newest_codes(store, "household", PROJECT) == ["HY-9", "HY-8", "HY-7"]
    assert register.newest_codes(store, "grave", PROJECT) == []
    assert register.count(store, "household") == 2
    assert [row["code"] for row in retired.list_retired(store, OFFICE, TODAY)] == ["HY-9"]


def test_a_thing_is_found_by_code_or_uid_in_ones_own_area(store: Store) -> None:
    a_household(store, full_name="Đặng Thị Hường")
    row = register.find(store, "household", OFFICE, TODAY, "HY-h") or {}
    assert (row["uid"], row["full_name"]) == ("h", "Đặng Thị Hường")
    assert register.find(store, "household", OFFICE, TODAY, "h")
    assert register.find(store, "household", CADRE_B, TODAY, "h") is None
    assert register.find(store, "package", CADRE_B, TODAY, "XL1")
    assert register.code_of(store, "household", "h") == "HY-h"
    assert register.code_of(store, "household", None) == ""


def test_what_lies_beside_a_cut_is_told_along_the_road(store: Store) -> None:
    a_household(store)
    a_parcel(store)
    assert register.beside(store, "segment", "package_uid", "pk", "none") == [
        {"code": "D-01", "from_m": 0, "to_m": 2000}
    ]
    assert register.beside(store, "segment", "package_uid", "pk", "sg") == []
    assert [row["code"] for row in register.list_packages(store)] == ["XL1"]
    assert retired.list_bound(store, "household", "h") == ["T-p"]
