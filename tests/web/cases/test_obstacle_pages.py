from collections.abc import Callable

import pytest

from clearance.store import Store
from tests import given
from tests.given import OFFICE
from tests.web.conftest import Person

As = Callable[[object], Person]


def test_one_press_on_a_reason_says_why_it_could_not_be_done(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/obstacles"
    form = cadre.fields(url)
    text = cadre.send(url, {**form, "kind": "PRICE"}, follow=True).text
    assert "Đã ghi vướng mắc: Đơn giá thấp" in text
    assert given.the(store, "household", "h")["is_stuck"] == 1
    assert cadre.send(url, {**form, "kind": "PRICE"}).status_code == 303  # pressed twice
    assert (
        "đã được ghi và chưa gỡ"
        in cadre.send(url, {**cadre.fields(url), "kind": "PRICE"}, follow=True).text
    )
    assert store.value("SELECT COUNT(*) FROM obstacle") == 1
    assert cadre.send(url, {**cadre.fields(url), "kind": "NONE"}).status_code == 422


def test_a_solved_obstacle_is_closed_with_how(as_: As, store: Store) -> None:
    given.an_obstacle(store)
    uid = store.value("SELECT uid FROM obstacle")
    cadre, url = as_("cadre"), f"/households/HY-0042/obstacles/{uid}/close"
    assert cadre.press(url).status_code == 422
    text = cadre.press(url, follow=True, note="Đã áp lại giá").text
    assert "Đã áp lại giá" in text
    assert given.the(store, "household", "h")["is_stuck"] == 0
    assert cadre.get("/households/HY-0042/obstacles/none/close").status_code == 404


def test_a_handover_waits_for_open_obstacles_and_says_so(
    as_: As, store: Store, photo: Callable[[], object]
) -> None:
    for code in given.LINE[:-1]:
        given.step(store, "h", code)
    given.an_obstacle(store)
    answer = as_("cadre").press("/households/HY-0042/steps/handed_over", photo=photo())
    assert answer.status_code == 409
    assert "Ghi đã gỡ vướng mắc trước" in answer.text


@pytest.mark.parametrize(("fact", "words"), [("visited", "Xuống hộ"), ("noted", "Ghi chú")])
def test_visits_and_notes_are_part_of_the_history(as_: As, fact: str, words: str) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/notes"
    text = cadre.press(url, follow=True, fact=fact, note="Gặp bà Hường").text
    assert words in text
    assert "Gặp bà Hường" in text


def test_a_clash_is_held_shown_and_settled_by_a_person(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified"
    form = cadre.fields(url)
    given.step(store, "h", "notified", OFFICE, happened_on="2026-11-18")
    text = cadre.send(url, {**form, "happened_on": "2026-11-19"}, follow=True).text
    assert "chưa áp dụng" in text
    assert "Chờ người quyết định" in text
    office = as_("office")
    assert "HY-0042" in office.read("/").split("Chờ người quyết định")[1].split("Hộ dân")[0]
    held = given.last_change(store)["uid"]
    page = f"/households/HY-0042/notes?about={held}"
    office.press(page, note="Giữ ngày 18 theo biên bản", about=held)
    assert "Không có thay đổi nào bị giữ lại" in office.read("/")
