from collections.abc import Callable

from clearance.store import Store
from tests import given
from tests.given import CADRE_B, FAMILY_A
from tests.web.conftest import Person

As = Callable[[object], Person]
TO_DATE = ("discovered", "inventoried", "claimed", "priced", "posted", "approved", "paid")


def test_a_grave_has_a_list_and_a_page_like_a_household(as_: As) -> None:
    cadre = as_("cadre")
    assert FAMILY_A.deceased_name in cadre.read("/graves/")
    text = cadre.read("/graves/M-g")
    for words in (FAMILY_A.deceased_name, "mộ đất", "chưa cải táng", "bên trái", "Ghi: Phát hiện"):
        assert words in text
    assert as_(CADRE_B).get("/graves/M-g").status_code == 404


def test_the_familys_day_is_kept_with_its_lunar_day(as_: As, store: Store) -> None:
    for code in TO_DATE:
        assert given.step(store, "g", code, subject="grave").is_accepted
    cadre, url = as_("cadre"), "/graves/M-g/steps/date_set"
    assert cadre.press(url).status_code == 422
    text = cadre.press(url, follow=True, planned_on="2026-12-20").text
    assert "20/12/2026" in text
    assert "12/11 Bính Ngọ" in text
    row = given.the(store, "grave", "g")
    assert (row["planned_on"], row["stage"]) == ("2026-12-20", "date_set")
    assert "20/12/2026 (12/11 Bính Ngọ)" in cadre.read("/graves/")


def test_what_the_family_says_stands_beside_the_calendar(as_: As, store: Store) -> None:
    for code in TO_DATE:
        given.step(store, "g", code, subject="grave")
    text = (
        as_("cadre")
        .press(
            "/graves/M-g/steps/date_set",
            follow=True,
            planned_on="2026-12-20",
            planned_lunar="rằm tháng Một",
        )
        .text
    )
    assert "rằm tháng Một" in text
    assert "12/11 Bính Ngọ" in text


def test_the_new_place_of_a_grave_is_kept(
    as_: As, store: Store, photo: Callable[[], object]
) -> None:
    for code in (*TO_DATE, "date_set", "exhumed"):
        given.step(store, "g", code, subject="grave")
    cadre = as_("cadre")
    cadre.press("/graves/M-g/steps/reburied", photo=photo(), destination="Nghĩa trang mới, ô 12")
    assert "Nghĩa trang mới, ô 12" in cadre.read("/graves/M-g")


def test_a_grave_has_its_own_usual_reasons(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/graves/M-g/obstacles"
    form = cadre.fields(url)
    cadre.send(url, {**form, "kind": "GRAVE"})
    assert given.the(store, "grave", "g")["is_stuck"] == 1
    assert "chờ ngày" in cadre.main("/")
