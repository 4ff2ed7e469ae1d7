"""The cadre's job on a phone: find the case, record the step, say why not, take it back."""

import pytest

from clearance.rules.procedure.steps import steps_of
from tests.browser.visitor import At, Visitor, photo
from tests.browser.world import HUONG, TODAY, Served

pytestmark = pytest.mark.browser
NAME = ".task a.name"


def case_waiting_for(demo: Served, *, needs_photo: bool) -> tuple[str, str, str]:
    """Code, name and step's words of a case of the demo's first cadre due this week."""
    words = {
        s.code: s.vi
        for s in steps_of("household")
        if s.needs_photo == needs_photo and "cadre" in s.roles
    }
    rows = demo.store.query(
        "SELECT h.code, h.next_step, i.full_name FROM household h JOIN person p"
        " ON p.uid = h.holder_uid JOIN identity i ON i.subject_uid = h.uid WHERE p.role = 'cadre'"
        " AND p.name = 'canbo.bachxa' AND h.is_stuck = 0"
        " AND h.due_on BETWEEN :today AND :day ORDER BY h.due_on",
        today="2026-11-23",
        day="2026-11-29",
    )
    row = next(row for row in rows if row["next_step"] in words)
    return row["code"], row["full_name"], words[row["next_step"]]


def open_case(cadre: Visitor, code: str) -> None:
    """From the list of the day to one case, one touch."""
    cadre.visit("/")
    cadre.tap(f"{NAME}[href$='/{code}']")


def test_a_step_without_a_photo_takes_three_taps_and_can_be_undone(at: At, demo: Served) -> None:
    code, name, words = case_waiting_for(demo, needs_photo=False)
    cadre = at("cadre", phone=True)
    open_case(cadre, code)
    cadre.tap(f"a.primary:has-text('{words}')")
    cadre.tap("button.primary")
    done = cadre.page.locator(f".way li.group-done:has(.what:text-is('{words}'))").first
    assert cadre.taps <= 3
    assert f"23/11/2026 · {recorder(demo)}" in done.inner_text()
    assert name in cadre.main()
    cadre.page.locator(".flash.success a").click()
    cadre.page.locator("textarea[name=why]").fill("Ghi nhầm hộ")
    cadre.page.locator("button.primary").click()
    assert "Ghi nhầm hộ" in cadre.page.locator("#history").inner_text()
    assert cadre.page.locator(f"a.primary:has-text('{words}')").count() == 1


def recorder(demo: Served) -> str:
    """The name under which the demo's first cadre appears."""
    return str(
        demo.one(
            "SELECT i.full_name FROM person p JOIN identity i ON i.subject_uid = p.uid"
            " WHERE p.name = 'canbo.bachxa'"
        )
    )


def test_a_step_with_a_photo_takes_five_taps_and_leaves_no_exif(at: At, demo: Served) -> None:
    code, _name, words = case_waiting_for(demo, needs_photo=True)
    cadre = at("cadre", phone=True)
    open_case(cadre, code)
    cadre.tap(f"a.primary:has-text('{words}')")
    with cadre.page.expect_file_chooser() as chooser:
        cadre.tap("input[type=file]")
    chooser.value.set_files([photo()])
    cadre.taps += 1
    cadre.tap("button.primary")
    done = cadre.page.locator(f".way li.group-done:has(.what:text-is('{words}'))").first
    assert cadre.taps <= 5
    assert "23/11/2026" in done.inner_text()
    kept = cadre.context.request.get(done.locator("a:has-text('Minh chứng')").get_attribute("href"))
    assert kept.headers["content-type"] == "image/jpeg"
    assert b"SecretPhone" not in kept.body()


def test_an_obstacle_is_recorded_with_one_reason(at: At, demo: Served) -> None:
    cadre = at("cadre", phone=True)
    cadre.visit("/households/HY-THEM")
    cadre.tap("a:has-text('Chưa làm được')")
    reason = cadre.page.locator(".reasons button").first
    words = reason.inner_text().strip()
    cadre.tap(".reasons button")
    assert words in cadre.page.locator(".obstacle").first.inner_text()
    assert cadre.taps == 2
    open_ones = "SELECT count(*) FROM obstacle WHERE subject_uid = 'them' AND closed_on IS NULL"
    assert demo.one(open_ones) == 1


def test_search_finds_a_name_typed_without_marks_while_typing(at: At) -> None:
    cadre = at("cadre", phone=True)
    cadre.visit("/")
    cadre.page.locator("a[href='#find']").click()
    cadre.page.locator("#q").press_sequentially("huong")
    hit = cadre.page.locator("[data-search] a, [data-search] [role=option]")
    hit.filter(has_text=HUONG).first.wait_for()
    cadre.page.locator("#q").press("Enter")
    cadre.page.locator(NAME).filter(has_text=HUONG).first.wait_for()


def test_search_finds_what_is_nearest_to_a_chainage(at: At) -> None:
    cadre = at("cadre", phone=True)
    cadre.visit("/search?q=Km45%2B350")
    assert HUONG in cadre.main()


def test_today_is_shown_as_people_here_write_it(at: At) -> None:
    cadre = at("cadre", phone=True)
    assert "/".join(reversed(TODAY.split("-"))) in cadre.visit("/").locator("main").inner_text()
