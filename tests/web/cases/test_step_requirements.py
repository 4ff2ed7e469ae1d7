"""The form of a step: what the law asks it to bring, and its answer when it may not be yet."""

from collections.abc import Callable

import pytest

from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store import Store
from tests import given
from tests.given import LINE, OFFICE
from tests.web.conftest import Person

As = Callable[[object], Person]
Photo = Callable[[], object]
URL = "/households/HY-0042/steps/"
BROUGHT = ("trigger", "consent", "at_time", "late_category")


def brought_to(store: Store, code: str) -> None:
    """The household of the town, at a step of the line."""
    for name in LINE[: LINE.index(code) + 1]:
        assert given.step(store, "h", name).is_accepted, name


def long_taken(store: Store, **days: str) -> None:
    """Steps of the household as an older record has them, on days no report could name today."""
    for seq, (step, day) in enumerate(days.items(), 1):
        store.run(
            "INSERT INTO step_taken (subject, subject_uid, step, happened_on, recorded_at, who,"
            " seq) VALUES ('household', 'h', :step, :day, :day, 'vanphong', :seq)",
            step=step,
            day=day,
            seq=seq,
        )


def asked(page: str) -> set[str]:
    """The fields of the law that a form shows."""
    return {name for name in BROUGHT if f'name="{name}"' in page}


def test_an_ordinary_step_asks_for_nothing_of_the_kind(as_: As) -> None:
    assert asked(as_("cadre").main(URL + "notified")) == set()


def test_a_recovery_names_its_ground_among_those_that_stand(
    as_: As, store: Store, photo: Photo
) -> None:
    brought_to(store, "paid")
    office, url = as_("office"), URL + "recovered"
    page = office.main(url)
    assert asked(page) == {"trigger", "consent"}
    assert 'value="plan_approved"' in page
    assert 'value="persuaded"' not in page
    assert "Căn cứ chưa đủ" in page
    refused = office.press(url, photo=photo(), trigger="")
    assert refused.status_code == 422
    assert "Cần điền ô này" in refused.text
    assert office.press(url, photo=photo(), trigger="plan_approved").status_code == 303
    assert given.the(store, "household", "h")["stage"] == "recovered"
    assert '"trigger":"plan_approved"' in given.last_change(store)["patch"].replace(" ", "")


def test_a_ground_that_does_not_stand_is_refused_by_its_name(
    as_: As, store: Store, photo: Photo
) -> None:
    brought_to(store, "paid")
    answer = as_("office").press(URL + "recovered", photo=photo(), trigger="cash")
    assert answer.status_code == 409
    assert "chưa có đủ" in answer.text
    assert "Căn cứ đã nêu: Nhận tiền tự lo chỗ ở." in answer.text


def test_a_recovery_needs_its_decision_on_file(as_: As, store: Store) -> None:
    brought_to(store, "paid")
    answer = as_("office").press(URL + "recovered", trigger="plan_approved")
    assert answer.status_code == 422
    assert "cần ảnh hoặc biên bản" in answer.text


def test_consent_on_file_ends_the_waiting_after_the_notice(
    as_: As, store: Store, photo: Photo
) -> None:
    days = dict(given.DAYS["household"], notified="2026-08-09")
    for name in LINE[: LINE.index("paid") + 1]:
        assert given.step(store, "h", name, happened_on=days[name]).is_accepted, name
    office, url = as_("office"), URL + "recovered"
    told = {"trigger": "plan_approved", "happened_on": "2026-11-12"}
    assert office.press(url, photo=photo(), consent="y", **told).status_code == 303
    assert '"consent":1' in given.last_change(store)["patch"].replace(" ", "")


def test_a_step_too_early_is_answered_with_the_day_from_which_it_may_be(
    as_: As, store: Store
) -> None:
    brought_to(store, "plan_drafted")
    assert given.step(store, "h", "plan_posted", happened_on="2026-11-18").is_accepted
    answer = as_("cadre").press(URL + "consulted")
    assert answer.status_code == 409
    assert "Chưa niêm yết đủ số ngày theo luật. Làm được từ ngày" in answer.text
    assert "(2026" not in answer.text


@pytest.mark.parametrize(
    ("at_time", "words"), [("", "Cần điền ô này"), ("25:00", "Giờ không đúng")]
)
def test_force_names_its_hour(as_: As, store: Store, at_time: str, words: str) -> None:
    long_taken(store, coercion_decided="2026-11-10")
    office, url = as_("office"), URL + "coerced"
    assert asked(office.main(url)) == {"at_time"}
    answer = office.press(url, at_time=at_time)
    assert answer.status_code == 422
    assert words in answer.text


def test_force_at_night_is_told_the_hours_and_the_day(as_: As, store: Store) -> None:
    long_taken(
        store,
        notified="2026-01-05",
        recovered="2026-02-05",
        handover_persuasion="2026-03-05",
        handover_persuasion_ended="2026-04-05",
        coercion_decided="2026-05-05",
    )
    visit = given.a_change("household", "h", "visited", happened_on="2026-03-10", why="gặp hộ")
    assert given.by(OFFICE, store, visit).is_accepted
    answer = as_("office").press(URL + "coerced", at_time="23:00", happened_on="2026-11-19")
    assert answer.status_code == 409
    assert "Không được cưỡng chế vào giờ hoặc ngày này." in answer.text
    assert "Làm được từ ngày 19/11/2026. Giờ được phép: từ 06:00 đến trước 22:00." in answer.text


def test_a_late_step_asks_why_and_keeps_the_answer(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-08-03")
    given.step(store, "h", "inventoried", happened_on="2026-08-10")
    cadre, url = as_("cadre"), URL + "origin_confirmed"
    page = cadre.main(url)
    assert asked(page) == {"late_category"}
    assert "Trễ hạn" in page
    refused = cadre.press(url)
    assert refused.status_code == 422
    assert "cần chọn nguyên nhân và ghi giải trình" in refused.text
    cause = next(iter(LATE_CATEGORIES))
    assert cadre.press(url, late_category=cause, note="Chờ gia đình họp").status_code == 303
    row = store.first("SELECT * FROM explanation WHERE subject_uid = 'h'")
    assert row
    assert (row["category"], row["why"]) == (cause, "Chờ gia đình họp")


def test_a_step_done_in_time_and_reported_late_needs_no_cause(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-08-03")
    given.step(store, "h", "inventoried", happened_on="2026-08-10")
    cadre, url = as_("cadre"), URL + "origin_confirmed"
    told = {"happened_on": "2026-08-11", "late_category": next(iter(LATE_CATEGORIES))}
    assert cadre.press(url, **told).status_code == 303
    assert store.value("SELECT COUNT(*) FROM explanation") == 0


def test_a_grave_opened_early_may_bring_the_health_authoritys_consent(
    as_: As, store: Store
) -> None:
    for code in (
        "discovered",
        "inventoried",
        "claimed",
        "priced",
        "posted",
        "approved",
        "paid",
        "date_set",
    ):
        assert given.step(store, "g", code, subject="grave").is_accepted
    assert "consent" in asked(as_("cadre").main("/graves/M-g/steps/exhumed"))


def test_a_family_with_no_ground_yet_is_told_what_each_lacks(as_: As, store: Store) -> None:
    change = given.a_change("household", "h", "revised", patch={"is_relocating": 1})
    assert given.by(OFFICE, store, change).is_accepted
    long_taken(store, notified="2025-08-05", inventoried="2025-08-20", plan_approved="2025-11-05")
    page = as_("office").main(URL + "recovered")
    assert "Hồ sơ chưa có đủ căn cứ nào." in page
    assert 'type="radio"' not in page
    assert "Đã nhận đất tái định cư tại thực địa" in page
    assert "cần trước: Giao đất tái định cư tại thực địa hoặc Bố trí tái định cư" in page


def test_a_plan_without_an_inventory_is_told_which_step_must_stand(as_: As, store: Store) -> None:
    for code in ("notified", "origin_confirmed"):
        assert given.step(store, "h", code, happened_on="2026-11-10").is_accepted
    answer = as_("office").press(URL + "plan_drafted")
    assert answer.status_code == 409
    assert "Ghi trước: Kiểm đếm." in answer.text
    assert "(inventoried)" not in answer.text


def test_persuasion_ended_without_a_visit_is_told_to_record_one(
    as_: As, store: Store, photo: Photo
) -> None:
    given.step(store, "h", "notified", happened_on="2026-10-01")
    given.step(store, "h", "inv_persuasion", happened_on="2026-10-20")
    answer = as_("cadre").press(
        URL + "inv_persuasion_ended",
        photo=photo(),
        happened_on="2026-11-18",
        note="hộ vắng",
        late_category="absent",
    )
    assert answer.status_code == 409
    assert "Ghi lần xuống hộ trước" in answer.text
    assert "(inv_persuasion)" not in answer.text


def test_a_promise_already_given_spares_the_question(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-08-03")
    given.step(store, "h", "inventoried", happened_on="2026-08-10")
    patch = {"step": "origin_confirmed", "category": "absent", "new_due_on": "2026-12-01"}
    change = given.a_change("household", "h", "explained", patch=patch, why="Chủ hộ đi xa")
    assert given.by(OFFICE, store, change).is_accepted
    assert asked(as_("cadre").main(URL + "origin_confirmed")) == set()


def test_the_old_law_asks_for_no_ground(as_: As, store: Store, photo: Photo) -> None:
    long_taken(store, notified="2023-01-05", inventoried="2023-02-05", plan_approved="2024-03-05")
    office, url = as_("office"), URL + "recovered"
    page = office.main(url)
    assert "trigger" not in asked(page)
    assert "căn cứ" not in page.lower()
    again = given.step(store, "h", "notice_reissued", happened_on="2026-11-16")
    assert again.is_accepted
    why_late = {"late_category": "staff", "note": "Thiếu người"}
    answer = office.press(url, photo=photo(), **why_late)
    assert answer.status_code == 303
    assert given.the(store, "household", "h")["stage"] == "recovered"
