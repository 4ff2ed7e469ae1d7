"""The page of the law in force, and confirming the days off of a year."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from clearance.store.cases.law import load_law
from tests import given
from tests.given import PROJECT
from tests.histories import a_law_that_ends, a_season
from tests.web.conftest import Person

As = Callable[[object], Person]
YEAR = "/law/years/2026"


def test_the_page_names_every_regime_and_period_with_its_source(as_: As, store: Store) -> None:
    law, text = load_law(store, PROJECT), as_("leader").read("/law")
    for row in law.regimes:
        assert row.vi in text
        assert row.source in text
    assert text.count("tính từ") == len(law.terms)
    assert all(term.source in text for term in law.terms)
    unsure = [row for row in (*law.regimes, *law.terms, *law.seasons) if not row.is_verified]
    assert text.split("<main")[1].count("chưa kiểm chứng") == len(unsure)


def test_the_page_tells_the_seasons_the_project_keeps_for_itself(as_: As, store: Store) -> None:
    assert "01/10 – 05/04" in as_("leader").read("/law")
    a_season(store, "02-01", "04-30", basis="law", is_verified=1)
    text = as_("leader").read("/law")
    assert "01/02 – 30/04" in text
    assert "theo luật · Văn bản giả định 5/2026" in text
    assert "01/10 – 05/04" not in text


def test_a_law_that_ends_says_so_and_how_many_clocks_run_past_it(as_: As, store: Store) -> None:
    before = as_("leader").read("/law")
    assert "Chương IV Nghị định 49/2026/NĐ-CP: đến hết ngày" in before
    assert "chưa có văn bản thay thế" not in before
    given.step(store, "h", "notified")
    a_law_that_ends(store, "2026-12-31")
    store.run("UPDATE deadline SET due_on = '2027-01-05' WHERE closed_seq IS NULL")
    text = as_("leader").read("/law").replace("\n", " ")
    assert "Văn bản A hết hiệu lực sau ngày" in text
    assert "còn 41 ngày" in text
    assert "R26: 1 hạn đang mở" in text


def test_a_law_that_has_ended_with_none_after_it_says_so(as_: As, store: Store) -> None:
    a_law_that_ends(store, "2026-11-19")
    assert "Văn bản A đã hết hiệu lực" in as_("leader").read("/law")
    assert "after" in as_("leader").read("/law?lang=en")


def test_a_cadre_reads_it_and_the_investor_does_not(as_: As) -> None:
    assert "Quy định đang áp dụng" in as_("cadre").read("/law")
    assert as_("liaison").get("/law").status_code == 403


@pytest.mark.parametrize("role", ["office", "admin"])
def test_a_year_is_confirmed_through_the_door(as_: As, store: Store, role: str) -> None:
    person = as_(role)
    assert "chưa xác nhận" in person.read("/law")
    answer = person.press(
        YEAR, follow=True, days="2026-09-02\n2026-09-01", note="Thông báo nghỉ lễ"
    )
    assert "Đã xác nhận ngày nghỉ năm 2026" in answer.text
    calendar = load_law(store, PROJECT).calendar
    assert calendar.confirmed_years == {2026}
    assert calendar.days_off == {"2026-09-01", "2026-09-02"}
    change = given.last_change(store)
    assert (change["subject"], change["who"], change["why"]) == (
        "calendar_year",
        person.who.uid,
        "Thông báo nghỉ lễ",
    )


def test_a_confirmed_year_is_mended_in_its_own_row(as_: As, store: Store) -> None:
    office = as_("office")
    for days in ("2026-09-02", "2026-09-02 2026-09-03"):
        assert office.press(YEAR, days=days, note="Thông báo").status_code == 303
    assert store.value("SELECT COUNT(*) FROM calendar_year") == 1
    assert "2026-09-03" in load_law(store, PROJECT).calendar.days_off
    assert "2026-09-03" in office.read(YEAR)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days": "2025-09-02", "note": "x"}, "Không phải ngày của năm 2026: 2025-09-02"),
        ({"days": "mai", "note": "x"}, "Không phải ngày của năm 2026: mai"),
        ({"days": "", "note": "x"}, "Cần điền ô này"),
        ({"days": "2026-09-02", "note": ""}, "Cần điền ô này"),
    ],
)
def test_what_is_not_a_day_of_the_year_is_not_confirmed(
    as_: As, store: Store, values: dict[str, str], words: str
) -> None:
    answer = as_("office").press(YEAR, **values)
    assert answer.status_code == 422
    assert words in answer.text
    assert store.value("SELECT COUNT(*) FROM calendar_year") == 0


def test_who_may_not_confirm_reads_the_days(as_: As, store: Store) -> None:
    leader = as_("leader")
    assert "02/09/2026" in leader.read(YEAR)
    assert "<form" not in leader.main(YEAR)
    form = {"uid": "x", "days": "2026-09-02", "note": "x"}
    assert leader.send(YEAR, form).status_code == 403
    assert store.value("SELECT COUNT(*) FROM calendar_year") == 0


@pytest.mark.parametrize("code", ["1999", "abcd", "²026", "02026"])
def test_a_year_that_is_none_is_not_there(as_: As, code: str) -> None:
    assert as_("office").get(f"/law/years/{code}").status_code == 404


def test_the_periods_not_verified_are_listed_alone(as_: As) -> None:
    whole, left = as_("office").main("/law"), as_("office").main("/law?unverified=1")
    assert "Chỉ các thời hạn chưa kiểm chứng." in left
    assert left.count("chưa kiểm chứng") == whole.count("chưa kiểm chứng") + 1
    assert left.count("<h3>") < whole.count("<h3>")
