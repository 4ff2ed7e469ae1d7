from collections.abc import Callable
from io import BytesIO

from python_calamine import CalamineWorkbook

from clearance.store import Store
from tests.given import step
from tests.web.conftest import Person

As = Callable[..., Person]


def test_the_communes_stand_side_by_side_with_their_total(as_: As, store: Store) -> None:
    page = as_("leader").read("/communes/")
    assert page.index("Xã A") < page.index("Xã B") < page.index("Tổng cộng")
    assert "/households/?" in page


def test_the_files_hold_what_the_page_shows_and_the_total(as_: As, store: Store) -> None:
    leader = as_("leader")
    told = leader.get("/communes/?format=json").get_json()
    assert [row["name"] for row in told["rows"]] == ["Xã A", "Xã B", "Tổng cộng"]
    *rows, whole = told["rows"]
    for key in ("households", "parcels", "graves", "length_m", "clear_m"):
        assert whole[key] == sum(row[key] for row in rows)
    book = CalamineWorkbook.from_filelike(BytesIO(leader.get("/communes/?format=xlsx").data))
    sheet = book.get_sheet_by_index(0).to_python()
    assert [line[0] for line in sheet[-3:]] == ["Xã A", "Xã B", "Tổng cộng"]
    csv = leader.get("/communes/?format=csv").text
    assert "20/11/2026" in csv
    assert "Xã A;1;" in csv


def test_the_columns_sort(as_: As, store: Store) -> None:
    step(store, "k", "notified", happened_on="2026-11-10")
    leader = as_("leader")
    rows = leader.get("/communes/?sort=-name&format=json").get_json()["rows"]
    assert [row["name"] for row in rows] == ["Xã B", "Xã A", "Tổng cộng"]
    rows = leader.get("/communes/?sort=news_days&format=json").get_json()["rows"]
    assert [row["news_days"] for row in rows] == [10, None, 10]


def test_an_earlier_day_is_honoured(as_: As, store: Store) -> None:
    step(store, "h", "notified", happened_on="2026-11-10")
    step(store, "h", "inventoried", happened_on="2026-11-15")
    leader = as_("leader")
    for day, number in (("2026-11-14", 0), ("2026-11-15", 1)):
        rows = leader.get(f"/communes/?format=json&as_of={day}").get_json()["rows"]
        assert rows[0]["inventoried"] == number


def test_the_investor_has_no_such_page_and_a_cadre_only_their_own_commune(
    as_: As, store: Store
) -> None:
    assert as_("liaison").get("/communes/").status_code == 403
    page = as_("cadre").read("/communes/")
    assert "Xã B" not in page


def test_the_pace_of_each_step_stands_beside_its_limit_and_a_year_before(
    as_: As, store: Store
) -> None:
    step(store, "h", "notified", happened_on="2026-07-20")
    step(store, "h", "inventoried", happened_on="2026-08-10")
    step(store, "k", "notified", happened_on="2025-07-20")
    step(store, "k", "inventoried", happened_on="2025-08-20")
    leader = as_("leader")
    told = {
        row["step_words"]: row
        for row in leader.get("/communes/pace?format=json").get_json()["rows"]
    }
    row = told["Kiểm đếm"]
    assert (row["median_days"], row["of"]) == (21, 1)
    assert (row["before"], row["before_of"]) == (31, 1)
    assert row["change_percent"] == -32.3
    assert row["limit_days"] is not None
    for page in (leader.main("/communes/"), leader.main("/communes/pace")):
        assert "ngắn hơn 32,3 phần trăm" in page
    assert "/communes/clocks?step=household.inventoried&amp;closed=1" in leader.main("/communes/")
    listed = leader.get("/communes/clocks?step=household.inventoried&format=json").get_json()
    assert [line["code"] for line in listed["rows"]] == ["HY-0042"]
    assert "HY-0042" in leader.main("/communes/clocks?step=household.inventoried")
    assert "Không có dòng nào" in leader.main("/communes/clocks?since=2026-11-19&kept=none")
    assert leader.get("/communes/pace?commune=02401&format=json").get_json()["rows"] == []
    assert "Chưa có bước nào xong" in leader.main("/communes/pace?commune=02401")
    assert "Chưa có bước nào xong" in leader.main("/communes/?since=2026-11-19")
