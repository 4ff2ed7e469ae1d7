"""The page that says what to clear next, for whoever may see it."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import (
    CADRE_B,
    FAMILY_A,
    FAMILY_B,
    OFFICE,
    a_change,
    an_obstacle,
    by,
    personal,
)
from tests.land import a_gap_of_ten_metres
from tests.web.conftest import Person

As = Callable[..., Person]
SECRETS = (*personal(FAMILY_A).values(), *personal(FAMILY_B).values(), "HY-0042", "T-l", "M-g")


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre clear but for ten metres of one household."""
    return a_gap_of_ten_metres(store)


def test_the_leader_is_told_what_one_signature_wins_and_whose_it_is(as_: As, road: Store) -> None:
    page = as_("leader").main("/corridor/unlock?k=1")
    assert "Gỡ 1 điểm → thêm 697 m thi công được" in page
    assert "Km0+303 – Km1+000" in page
    assert FAMILY_A.full_name in page
    assert 'href="/households/HY-0042"' in page


def test_the_liaison_is_told_the_same_metres_and_nothing_of_whose_they_are(
    as_: As, road: Store
) -> None:
    page = as_("liaison").main("/corridor/unlock?k=1")
    assert "thêm 697 m" in page
    assert "1 thửa đất" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_a_cadre_of_another_commune_learns_no_name(as_: As, road: Store) -> None:
    page = as_(CADRE_B).main("/corridor/unlock?k=1")
    assert "ngoài phạm vi phụ trách" in page
    assert FAMILY_A.full_name not in page


def test_what_has_to_be_resolved_first_is_shown_with_what_it_would_win(
    as_: As, road: Store
) -> None:
    an_obstacle(road, "h")
    page = as_("leader").main("/corridor/unlock?k=1")
    assert "Tháo gỡ trước: thêm được 697 m" in page
    assert "Đang vướng mắc" in page
    assert "Gỡ 1 điểm → thêm 697 m" in as_("leader").main("/corridor/unlock?k=1&all=1")


def test_the_list_is_a_file_too_and_knows_its_part_of_the_road(as_: As, road: Store) -> None:
    rows = as_("office").get("/corridor/unlock?k=1&format=json").get_json()["rows"]
    assert [(row["code"], row["effort"]) for row in rows] == [("HY-0042", 12)]
    assert "Chưa" not in as_("office").get("/corridor/unlock?part=p:XL1&format=csv").text[:40]
    nothing = as_("office").get("/corridor/unlock?part=u:02401&k=1&format=json").get_json()
    assert nothing["rows"] == []


def test_a_package_asks_for_its_own_usable_length_the_whole_road_for_the_projects(
    as_: As, road: Store
) -> None:
    office, rows = as_("office"), {}
    for usable_m in (600, 800):
        change = a_change("package", "pk", "revised", patch={"usable_m": usable_m})
        assert by(OFFICE, road, change).is_accepted
        told = office.get("/corridor/unlock?k=1&part=p:XL1&format=json").get_json()
        rows[usable_m] = len(told["rows"])
    assert rows == {600: 1, 800: 0}
    assert "cho đoạn từ 500 m trở lên" in office.main("/corridor/unlock?k=1")


def test_on_an_earlier_day_more_stands_in_the_way(as_: As, road: Store) -> None:
    assert "4 thửa đất" in as_("leader").main("/corridor/unlock?k=1&as_of=2026-10-01")


@pytest.mark.parametrize("asked", ["k=0", "k=51", "k=x", "k=201&by=effort"])
def test_a_budget_out_of_range_is_refused_in_words(as_: As, road: Store, asked: str) -> None:
    answer = as_("leader").get(f"/corridor/unlock?{asked}")
    assert answer.status_code == 400
    assert "cần một số nguyên" in answer.text


def test_an_unknown_part_or_a_road_that_is_not_there_is_not_found(as_: As, road: Store) -> None:
    assert as_("leader").get("/corridor/unlock?part=p:NO").status_code == 404
    assert as_("leader").get("/corridor/unlock?alignment=NO").status_code == 404
