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
    a_grave,
    a_parcel,
    an_obstacle,
    by,
    personal,
    step,
)
from tests.land import a_gap_of_ten_metres, an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
SECRETS = (*personal(FAMILY_A).values(), *personal(FAMILY_B).values(), "HY-0042", "T-l", "M-g")


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre clear but for ten metres of one household."""
    return a_gap_of_ten_metres(store)


def test_the_leader_is_told_what_one_signature_wins_and_whose_it_is(as_: As, road: Store) -> None:
    page = as_("leader").main("/corridor/unlock?k=1")
    assert "Gỡ 1 điểm: 197 m + 490 m → một đoạn 697 m" in page
    assert "(thêm 697 m)" in page
    assert "Km0+303 – Km1+000" in page
    assert FAMILY_A.full_name in page
    assert 'href="/households/HY-0042"' in page


def test_the_liaison_is_told_the_same_metres_and_nothing_of_whose_they_are(
    as_: As, road: Store
) -> None:
    page = as_("liaison").main("/corridor/unlock?k=1")
    assert "một đoạn 697 m" in page
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
    assert "Tháo gỡ trước: 197 m + 490 m → một đoạn 697 m" in page
    assert "Đang vướng mắc" in page
    assert "Gỡ 1 điểm: 197 m + 490 m → một đoạn 697 m" in as_("leader").main(
        "/corridor/unlock?k=1&all=1"
    )


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


def test_a_grave_near_a_commune_border_reads_alike_on_every_page(as_: As, store: Store) -> None:
    an_outline(store)
    a_grave(store, "z", chainage_from_m=4713, chainage_to_m=4714, side="right")
    a_parcel(store, "w", "h", **over(0, 10_000, "both"))
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-10").is_accepted
    for uid in ("g", "m", "p", "q"):
        with store.atomic():
            table = "grave" if uid in "gm" else "parcel"
            store.run(f"UPDATE {table} SET cleared_on = '2026-11-01' WHERE uid = '{uid}'")
    joined, leader = "4,7 km + 5,3 km → một đoạn 10,0 km", as_("leader")
    for address in (
        "",
        "/present",
        "/present?part=commune:02400",
        "/unlock",
        "/unlock?k=1",
        "/unlock?k=3&part=u:02400",
    ):
        page = leader.main(f"/corridor{address}")
        assert joined in page, address
        assert "+1 m" not in page
        assert "+287 m" not in page
    for part in ("", "&part=u:02400"):
        (row,) = leader.get(f"/corridor/unlock?k=3&format=json{part}").get_json()["rows"]
        assert (row["joins"], row["gain_m"], row["grown_m"]) == (joined, 1, 4714)
    assert joined in leader.get("/corridor/unlock?k=3&format=csv").get_data(as_text=True)
