"""The page of a case: every step as a task, with what it waits for and what it rests on."""

import json
import re
from collections.abc import Callable

import pytest

from clearance.rules.procedure.law_changes import year_patch
from clearance.store import Store
from tests import given
from tests.given import LINE, OFFICE
from tests.histories import a_law_that_ends
from tests.web.conftest import Person

As = Callable[[object], Person]
URL = "/households/HY-0042"


def tasks(page: str) -> dict[str, str]:
    """What each task of a page says, by the name of its step; those folded away left out."""
    way = page.split('id="way"')[1].split("<details")[0]
    rows = re.findall(r"<li class=\"group-[^>]*>(.*?)</li>", way, re.DOTALL)
    plain = [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row).split()) for row in rows]
    names = [re.search(r'class="what">([^<]*)', row) for row in rows]
    return {name[1]: text for name, text in zip(names, plain, strict=True) if name}


def brought_to(store: Store, code: str) -> None:
    """The household of the town, at a step of the line."""
    for name in LINE[: LINE.index(code) + 1]:
        assert given.step(store, "h", name).is_accepted, name


def test_every_step_says_its_state_in_a_word(as_: As, store: Store) -> None:
    brought_to(store, "plan_posted")
    told = tasks(as_("cadre").read(URL))
    assert "Đã xong · 20/07/2026" in told["Thông báo thu hồi đất"]
    assert "Đang chờ" in told["Lấy ý kiến"] or "Làm tiếp" in told["Lấy ý kiến"]
    assert "Khóa cần trước: Lấy ý kiến" in told["Thẩm định phương án"]


def test_the_next_step_shows_its_due_day_and_what_it_rests_on(as_: As, store: Store) -> None:
    brought_to(store, "inventoried")
    row = store.first("SELECT * FROM deadline WHERE subject_uid = 'h' AND closed_seq IS NULL")
    assert row
    told = tasks(as_("cadre").read(URL))["Xác nhận nguồn gốc đất"]
    year, month, day = row["due_on"].split("-")
    assert f"Hạn {day}/{month}/{year}" in told
    assert row["source"] in told
    assert ("chưa kiểm chứng" in told) == (not row["is_verified"])
    assert "chờ: UBND xã" in told
    assert "cần: Xác nhận của UBND xã" in told


def test_a_due_day_counted_in_an_unconfirmed_year_warns(as_: As, store: Store) -> None:
    words = "Lịch nghỉ năm 2026 chưa được xác nhận"
    days = year_patch(2026, ["2026-09-02"], is_confirmed=True)
    brought_to(store, "inventoried")
    assert words in as_("cadre").read(URL)
    for year in (2026, 2027):
        patch = days | year_patch(year, [f"{year}-09-02"], is_confirmed=True)
        change = given.registered("calendar_year", f"cy{year}", **patch)
        assert given.by(OFFICE, store, change).is_accepted
    given.step(store, "k", "notified", happened_on="2026-11-02")
    cadre = as_(given.CADRE_B)
    assert "chưa được xác nhận" not in cadre.read("/households/HY-0077")


def test_a_step_the_law_makes_wait_names_its_first_day_and_has_no_button(
    as_: As, store: Store
) -> None:
    brought_to(store, "plan_drafted")
    assert given.step(store, "h", "plan_posted", happened_on="2026-11-18").is_accepted
    text = as_("cadre").read(URL)
    told = tasks(text)["Lấy ý kiến"]
    assert "Chưa niêm yết đủ số ngày theo luật." in told
    assert re.search(r"Làm được từ ngày \d\d/\d\d/2026", told)
    assert "Ghi: Lấy ý kiến" not in text


def test_a_branch_that_was_begun_is_a_group_of_its_own(as_: As, store: Store) -> None:
    brought_to(store, "notified")
    assert "Vận động, cưỡng chế" not in as_("cadre").read(URL)
    given.step(store, "h", "inv_persuasion", happened_on="2026-11-18")
    text = as_("cadre").read(URL)
    assert "<h3>Vận động, cưỡng chế</h3>" in text
    assert "Đã xong" in tasks(text)["Vận động kiểm đếm"]


def test_a_family_that_must_move_sees_its_resettlement(as_: As, store: Store) -> None:
    assert "<h3>Tái định cư</h3>" not in as_("cadre").read(URL)
    change = given.a_change("household", "h", "revised", patch={"is_relocating": 1})
    assert given.by(OFFICE, store, change).is_accepted
    told = tasks(as_("cadre").read(URL))
    assert "Khóa cần trước: Kiểm đếm" in told["Đăng ký hình thức tái định cư"]


def test_what_is_no_longer_needed_is_folded_away(as_: As, store: Store) -> None:
    given.step(store, "h", "notified_publicly", happened_on="2026-11-18")
    text = as_("cadre").read(URL)
    assert "Không cần làm (1)" in text
    assert "Thông báo thu hồi đất" not in tasks(text)


def test_a_due_day_after_the_end_of_its_law_says_so(as_: As, store: Store) -> None:
    brought_to(store, "inventoried")
    a_law_that_ends(store, "2026-12-31")
    for due_on, is_told in (("2026-12-31", False), ("2027-01-04", True)):
        store.run("UPDATE deadline SET due_on = :due WHERE closed_seq IS NULL", due=due_on)
        told = tasks(as_("cadre").read(URL))["Xác nhận nguồn gốc đất"]
        assert ("khi Văn bản A hết hiệu lực" in told) == is_told


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_mark_has_its_word_and_the_icon_is_not_read_out(
    as_: As, store: Store, lang: str
) -> None:
    brought_to(store, "notified")
    text = as_("cadre").read(f"{URL}?lang={lang}")
    rows = re.findall(r"<li class=\"group-(?:done|doing|todo)[^>]*>\s*<svg[^>]*>", text)
    assert rows
    assert all('aria-hidden="true"' in row for row in rows)
    assert ("Locked" in text) == (lang == "en")


def test_a_grave_has_the_same_list(as_: As, store: Store) -> None:
    for code in ("discovered", "inventoried"):
        given.step(store, "g", code, subject="grave")
    told = tasks(as_("cadre").read("/graves/M-g"))
    assert "Đã xong" in told["Phát hiện"]
    assert any("Làm tiếp" in words for words in told.values())


def test_the_clock_shown_is_the_one_that_was_kept(as_: As, store: Store) -> None:
    brought_to(store, "inventoried")
    store.run(
        "UPDATE deadline SET warnings = :none, due_on = '2027-03-05' WHERE closed_seq IS NULL",
        none=json.dumps([]),
    )
    told = tasks(as_("cadre").read(URL))["Xác nhận nguồn gốc đất"]
    assert "Hạn 05/03/2027" in told
    assert "chưa được xác nhận" not in told
