"""What an area is made of: units chosen, and those they took over."""

from typing import Any

import pytest

from clearance.rules.records.areas import (
    Area,
    area_of,
    labels,
    own_commune,
    whole_project,
    with_days,
)


def unit(uid: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    """A unit."""
    return {
        "uid": uid,
        "parent_uid": parent,
        "name": f"Xã {uid}",
        "code": uid,
        "valid_from": None,
        "valid_to": None,
    } | more


def pairs(*told: str) -> list[dict[str, str]]:
    """`old>new`: who went into whom."""
    return [dict(zip(("old_uid", "new_uid"), text.split(">"), strict=True)) for text in told]


OLD_DISTRICT = [unit("district"), *(unit(uid, "district") for uid in ("a", "b", "c", "d"))]
UNITS = [
    unit("province"),
    *OLD_DISTRICT,
    unit("n", "province"),
    unit("m", "province"),
    unit("last", "province"),
]
MERGED = pairs("a>n", "b>n", "c>m")


@pytest.mark.parametrize(
    ("chosen", "told", "given"),
    [
        (["n"], MERGED, ["n", "a", "b"]),
        (["a"], MERGED, ["a"]),
        (["n", "a"], MERGED, ["n", "a", "b"]),
        (["n", "n"], [], ["n"]),
        (["province"], MERGED, ["province", "a", "b", "c"]),
        (["district"], MERGED, ["district"]),
        (["last"], [*MERGED, *pairs("n>last", "m>last")], ["last", "m", "n", "c", "a", "b"]),
        ([], MERGED, []),
    ],
)
def test_a_unit_brings_all_it_took_over_however_often(
    chosen: list[str], told: list[dict[str, str]], given: list[str]
) -> None:
    assert area_of(chosen, UNITS, told) == Area(tuple(given))


def test_a_divided_unit_is_given_with_all_its_parts_or_by_itself() -> None:
    told = pairs("a>n", "a>m", "b>m")
    assert area_of(["m"], UNITS, told) == Area(("m", "b"), ("a",))
    assert area_of(["m", "n"], UNITS, told).given == ("m", "n", "a", "b")
    assert area_of(["m", "a"], UNITS, told) == Area(("m", "a", "b"))


def test_units_that_are_part_of_one_another_end() -> None:
    round_and_round = [unit("x", "y"), unit("y", "x")]
    assert area_of(["x"], round_and_round, pairs("x>y", "y>x")) == Area(("x",))


def test_the_whole_project_is_the_units_that_are_part_of_no_other() -> None:
    assert whole_project(UNITS) == ["province", "district"]
    assert whole_project([unit("a", "not drawn"), unit("b")]) == ["a", "b"]


def test_days_stand_where_two_units_share_a_code_or_a_name() -> None:
    ended = {"name": "Thái Sơn", "code": "02407", "valid_to": "2025-06-30"}
    today = {"name": "Thái Sơn", "code": "02407", "valid_from": "2025-07-01"}
    namesake = {"name": "Bạch Xa", "code": "1", "valid_from": "2020-01-01"}
    units = [
        unit("o", **ended),
        unit("t", **today),
        unit("x", **namesake),
        unit("y", name="BẠCH XA", code="2"),
        unit("z", name="Yên Phú", code="3", valid_from="2025-07-01"),
    ]
    assert labels(units) == {
        "o": "Thái Sơn (02407, – 30/06/2025)",
        "t": "Thái Sơn (02407, 01/07/2025 –)",
        "x": "Bạch Xa (1, 01/01/2020 –)",
        "y": "BẠCH XA (2)",
        "z": "Yên Phú (3)",
    }
    assert with_days(units[4]) == "Yên Phú (3, 01/07/2025 –)"


def test_a_cadres_commune_is_the_only_one_his_login_names() -> None:
    units = [
        {"uid": "t", "name": "Xã Thái Sơn", "kind": "commune"},
        {"uid": "h", "name": "Thị trấn Tân Yên", "kind": "townlet"},
        {"uid": "d", "name": "Huyện Hàm Yên", "kind": "district"},
    ]
    assert own_commune("canbo.thaison", units) == "t"
    assert own_commune("cb-tan-yen", units) == "h"
    assert own_commune("hamyen", units) == ""
    assert own_commune("thaison.tanyen", units) == ""
