import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from clearance.store import Store
from tests import given
from tests.given import FAMILY_A, FAMILY_B
from tests.web.conftest import Person

As = Callable[[object], Person]


def _json(person: Person, url: str) -> Any:
    return person.get(f"{url}{'&' if '?' in url else '?'}format=json").get_json()


def _codes(person: Person, url: str) -> list[str]:
    return [row["code"] for row in _json(person, url)["rows"]]


def test_a_list_holds_the_askers_area_and_nothing_else(as_: As) -> None:
    assert _codes(as_("cadre"), "/households/") == ["HY-0042"]
    assert _codes(as_("office"), "/households/") == ["HY-0042", "HY-0077"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("commune=02400", ["HY-0042"]),
        ("stage=none", ["HY-0077"]),
        ("stage=notified", ["HY-0042"]),
        ("next=inventoried", ["HY-0042"]),
        ("stuck=1", ["HY-0077"]),
        ("late=1", ["HY-0042"]),
        ("late=0", ["HY-0077"]),
        ("holder=canbo.a", ["HY-0042"]),
        ("stage=notified&stuck=1", []),
        ("late=nonsense&commune=02401", ["HY-0077"]),
    ],
)
def test_filters_leave_what_they_say(as_: As, store: Store, query: str, codes: list[str]) -> None:
    given.step(store, "h", "notified", happened_on="2026-10-01")
    given.an_obstacle(store, "k")
    found = _json(as_("office"), f"/households/?{query}")
    assert [row["code"] for row in found["rows"]] == codes
    assert found["total"] == len(codes)


def test_each_filter_tells_how_many_it_would_leave(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-10-01")
    text = as_("office").read("/households/?stage=notified")
    assert 'Trễ hạn <span class="count">1</span>' in text
    assert "1 hồ sơ" in text


def test_a_code_taken_over_has_the_name_of_the_unit_cases_lie_in(as_: As, store: Store) -> None:
    store.run("UPDATE unit SET code = '02400', chainage_from_m = 0 WHERE uid = 'b'")
    store.run("UPDATE unit SET chainage_from_m = 500 WHERE uid = 'a'")
    office = as_("office")
    name = store.value("SELECT name FROM unit WHERE uid = 'a'")
    assert f'{name} <span class="count">2</span>' in office.read("/households/")
    assert f'value="02400">{name} (' in office.read("/map?filters=1")


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("name", ["HY-0042", "HY-0077"]),  # Hường before Kháng
        ("-name", ["HY-0077", "HY-0042"]),
        ("km", ["HY-0042", "HY-0077"]),
        ("-code", ["HY-0077", "HY-0042"]),
        ("due", ["HY-0042", "HY-0077"]),
        ("c.code; DROP TABLE change", ["HY-0042", "HY-0077"]),
    ],
)
def test_sorting_takes_known_columns_only(
    as_: As, store: Store, sort: str, codes: list[str]
) -> None:
    given.step(store, "h", "notified")
    assert _codes(as_("office"), f"/households/?sort={sort}") == codes


def test_an_earlier_day_gives_the_list_of_that_day(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-11-01")
    given.step(store, "h", "inventoried", happened_on="2026-11-15")
    office = as_("office")
    rows = {
        day: _json(office, f"/households/?sort=code&as_of={day}")["rows"][0]["stage"]
        for day in ("2026-10-31", "2026-11-14", "2026-11-20")
    }
    assert list(rows.values()) == ["Chưa bắt đầu", "Thông báo thu hồi đất", "Kiểm đếm"]
    assert _codes(office, "/households/?stage=notified&as_of=2026-11-14") == ["HY-0042"]
    assert _codes(office, "/graves/?as_of=2026-11-14") == ["M-g", "M-m"]


def test_an_obstacle_closed_since_still_stood_on_the_day(as_: As, store: Store) -> None:
    patch = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
    for fact, day in (("opened", "2026-11-01"), ("closed", "2026-11-10")):
        change = given.a_change(
            "obstacle", "o", fact, patch=patch if fact == "opened" else {}, happened_on=day, why="x"
        )
        assert given.by(given.OFFICE, store, change).is_accepted
    office = as_("office")
    assert _codes(office, "/households/?stuck=1&as_of=2026-11-05") == ["HY-0042"]
    assert _codes(office, "/households/?stuck=1&as_of=2026-11-11") == []


def test_fifty_to_a_page_and_all_in_a_file(as_: As, store: Store) -> None:
    for number in range(60):
        given.a_household(store, f"n{number}", "a", code=f"ZZ-{number:03}")
    cadre = as_("cadre")
    assert len(_codes(cadre, "/households/")) == 50
    assert len(_codes(cadre, "/households/?page=2")) == 11
    assert len(_codes(cadre, "/households/?page=99")) == 11
    assert len(_codes(cadre, "/households/?page=zwei")) == 50
    assert "Trang 2 / 2" in cadre.read("/households/?page=2")
    assert len(_lines(cadre.get("/households/?format=csv&page=2").data)) == 61 + 3


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_file_says_its_day_and_its_filter_and_runs_no_formula(as_: As, store: Store) -> None:
    given.a_household(store, "f", "a", code="AA-1", full_name='=cmd|"/c calc"!A1')
    answer = as_("cadre").get("/households/?format=csv&commune=02400&sort=code")
    lines = _lines(answer.data)
    assert "20/11/2026" in lines[1][0]
    assert "commune = 02400" in lines[2][0]
    assert lines[3][:2] == ["Mã", "Chủ hộ"]
    assert lines[4][0] == "AA-1"
    assert not lines[4][1].startswith("=")
    assert 'filename="households-2026-11-20.csv"' in answer.headers["Content-Disposition"]


def test_a_sheet_can_be_opened(as_: As, store: Store) -> None:
    from python_calamine import load_workbook

    given.step(store, "h", "notified", happened_on="2026-10-01")
    answer = as_("cadre").get("/households/?format=xlsx")
    rows = load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[2][0] == "Mã"
    assert rows[3][1] == FAMILY_A.full_name
    assert str(rows[3][7]) == "2026-11-02"  # the 31st of October is a Saturday


def test_an_unknown_format_is_refused_in_words(as_: As) -> None:
    answer = as_("cadre").get("/households/?format=pdf")
    assert answer.status_code == 400
    assert "csv, xlsx hoặc json" in answer.text


def test_the_investor_opens_no_list_of_people(as_: As) -> None:
    for url in (
        "/households/",
        "/households/?format=csv",
        "/households/HY-0042",
        "/graves/",
        "/graves/M-g",
        "/parcels/T-p",
        "/parcels/T-p?panel=1",
    ):
        answer = as_("liaison").get(url)
        assert answer.status_code == 403, url
        assert FAMILY_A.full_name not in answer.text


def test_an_empty_list_says_what_to_do(as_: As) -> None:
    text = as_("cadre").read("/households/?stuck=1")
    assert "Bỏ mọi bộ lọc" in text
    assert FAMILY_B.full_name not in text
