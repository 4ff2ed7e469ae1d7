import unicodedata
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests import given
from tests.given import CADRE_B, FAMILY_A, FAMILY_B
from tests.web.conftest import Person

As = Callable[[object], Person]


def _hits(person: Person, q: str) -> list[str]:
    answer = person.get("/search", query_string={"q": q, "format": "json"})
    return [hit["url"] for hit in answer.get_json()["results"]]


@pytest.mark.parametrize(
    "q",
    [
        "dang thi huong",
        "Đặng th huo",
        "HUONG",
        "hường đặng",
        "hy-0042",
        "HY-0042",
        "HY-00",
        unicodedata.normalize("NFD", "Đặng Thị Hường"),
        "thon trung huong",
        "  huong  ",
    ],
)
def test_a_household_is_found_however_it_is_typed(as_: As, q: str) -> None:
    assert "/households/HY-0042" in _hits(as_("cadre"), q)


def test_a_hit_tells_what_it_is_and_where(as_: As) -> None:
    answer = as_("cadre").get("/search?q=huong&format=json").get_json()["results"][0]
    assert answer["title"] == FAMILY_A.full_name
    assert answer["hint"] == "Hộ · HY-0042 · Km0+120 · Thôn Trung · Xã A"


@pytest.mark.parametrize("q", ["8/17", "tờ 8 thửa 17", "thửa 17, tờ 8"])
def test_sheet_and_parcel_lead_to_the_parcel_and_its_household(as_: As, q: str) -> None:
    assert _hits(as_("office"), q) == ["/households/HY-0042", "/parcels/T-p"]


def test_a_place_on_the_road_gives_the_nearest_first(as_: As) -> None:
    assert _hits(as_("leader"), "Km6+110")[:2] == ["/parcels/T-q", "/households/HY-0077"]
    assert "/segments/D-01" in _hits(as_("leader"), "Km0+500")
    text = as_("cadre").read("/search?q=Km0%2B130")
    assert "gần Km0+130 nhất" in text


def test_names_with_the_typed_marks_come_first(as_: As, store: Store) -> None:
    given.a_household(store, "x", "a", code="HY-1", full_name="Bàn Thị Hương")
    given.a_household(store, "y", "a", code="HY-2", full_name="Bàn Thị Hường")
    assert _hits(as_("cadre"), "bàn hường")[0] == "/households/HY-2"
    assert _hits(as_("cadre"), "bàn hương")[0] == "/households/HY-1"


def test_the_very_name_and_the_very_code_are_never_cut_off(as_: As, store: Store) -> None:
    for number in range(30):
        given.a_household(store, f"n{number}", "a", code=f"ZZ-1{number:03}", full_name="A Thu")
    given.a_household(store, "x", "a", code="ZZ-1", full_name="Y Thủ")
    assert _hits(as_("cadre"), "thủ")[0] == "/households/ZZ-1"
    assert _hits(as_("cadre"), "zz-1")[0] == "/households/ZZ-1"


def test_nobody_finds_what_lies_outside_their_area(as_: As) -> None:
    assert _hits(as_(CADRE_B), "huong") == []
    assert _hits(as_("cadre"), FAMILY_B.full_name) == []
    assert all("0077" not in url for url in _hits(as_("cadre"), "Km6+100"))


@pytest.mark.parametrize("q", ["huong", "HY-0042", "8/17", "Km0+120", "M-g", "T-p"])
def test_the_investor_finds_stretches_of_road_only(as_: As, q: str) -> None:
    urls = _hits(as_("liaison"), q)
    assert all(url.startswith("/segments/") for url in urls)
    text = as_("liaison").get("/search", query_string={"q": q}).text
    assert FAMILY_A.full_name not in text
    assert "HY-0042" not in text.split("</header>")[1].replace(f"“{q}”", "")


def test_the_investor_finds_a_stretch_by_code_and_by_place(as_: As) -> None:
    assert _hits(as_("liaison"), "d-0") == ["/segments/D-01"]
    assert _hits(as_("liaison"), "Km1+999") == ["/segments/D-01"]
    assert _hits(as_("liaison"), "Km2+000") == []
    assert _hits(as_("liaison"), "%") == []


@pytest.mark.parametrize("q", ['"', "'", "*", "NEAR(", "a OR b", "-", "(", "9" * 500])
def test_no_query_breaks_the_search(as_: As, q: str) -> None:
    assert as_("cadre").get("/search", query_string={"q": q}).status_code == 200


def test_ten_at_most_while_typing_and_a_hint_when_there_are_more(as_: As, store: Store) -> None:
    for number in range(60):
        given.a_household(store, f"n{number}", "a", code=f"ZZ-{number:03}", full_name="Lý Thị Zon")
    assert len(_hits(as_("cadre"), "zon")) == 10
    assert "gõ thêm chữ" in as_("cadre").read("/search?q=zon")


def test_nothing_found_and_nothing_asked_say_what_to_do(as_: As) -> None:
    assert "Không tìm thấy" in as_("cadre").read("/search?q=khongco")
    assert "Tìm được bằng" in as_("cadre").read("/search?q=")
