"""The leader's job at a laptop: figures with the lists behind them, and what holds a place."""

import re
from contextlib import nullcontext

import pytest

from tests.browser.visitor import At, whole
from tests.browser.world import Served

pytestmark = pytest.mark.browser
FIGURE = "a.figure"


def test_every_figure_leads_to_a_list_of_as_many(at: At) -> None:
    leader = at("leader")
    leader.visit("/corridor")
    shown = [
        (f.locator(".value").inner_text(), f.evaluate("a => a.href"))
        for f in leader.page.locator(FIGURE).all()
    ]
    assert len(shown) >= 4
    for value, href in shown:
        if "/segments/" in href:
            rows = leader.page.request.get(f"{href}&format=json").json()["rows"]
            assert whole(value) == sum(row["length_m"] for row in rows)
            continue
        page = leader.visit(href)
        if "/corridor?" in href:
            cells = page.locator("#pieces ~ * td[data-label='Dài (m)']").all_inner_texts()
            assert whole(value) == sum(map(whole, cells))
        else:
            assert f"{whole(value)} hồ sơ" in page.locator("main").inner_text().replace(".", "")


def test_a_blocked_run_tells_what_holds_it(at: At) -> None:
    leader = at("leader")
    leader.visit("/corridor")
    run = leader.page.locator(".strip-box svg a:visible", has_text="Còn vướng").first
    run.focus()
    run.press("Enter")
    place = leader.page.locator("section#place")
    place.wait_for()
    assert "Còn vướng" in place.inner_text()
    place.locator("tbody th a").first.click()
    assert leader.page.locator("h1").inner_text()
    assert not leader.page.url.endswith("/corridor")


def test_the_strip_can_be_walked_with_the_keyboard(at: At) -> None:
    leader = at("leader")
    page = leader.visit("/corridor")
    page.locator(".strip-box").focus()
    seen = set()
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert any(href and "from=" in href for href in seen), seen


def test_on_the_projector_the_arrow_keys_step_through_the_communes(at: At) -> None:
    page = at("leader").visit("/corridor")
    page.keyboard.press("p")
    page.wait_for_url("**/corridor/present**")
    assert not page.locator(".head .top").is_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**part=commune**")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**part=whole**")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "/present" not in url)


def test_an_earlier_day_shows_its_own_figures(at: At) -> None:
    leader = at("leader")
    now = [v.inner_text() for v in leader.visit("/corridor").locator(f"{FIGURE} .value").all()]
    then = leader.visit("/corridor?as_of=2025-09-01")
    assert [v.inner_text() for v in then.locator(f"{FIGURE} .value").all()] != now
    assert "01/09/2025" in then.locator(FIGURE).first.inner_text()


def test_the_communes_and_the_late_lead_to_their_cases(at: At, demo: Served) -> None:
    leader = at("leader")
    leader.visit("/late").locator("details.by-person > summary").click()
    leader.page.locator("details.by-person tbody th a").first.click()
    assert re.search(r"officer=", leader.page.url)
    rows = leader.visit("/communes/").locator("table tbody tr").count()
    assert rows >= 11, rows


def test_who_is_stuck_why_since_when_and_the_question_take_under_ten_keystrokes(at: At) -> None:
    leader = at("leader")
    leader.visit("/")
    pressed = 0
    for key in ("q", "j", "j", "g"):
        with leader.page.expect_navigation() if key in "qg" else nullcontext():
            leader.page.keyboard.press(key)
        pressed += 1
        if pressed == 3:
            row = leader.page.locator("tr:has(:focus)")
            code = leader.page.locator(":focus").inner_text()
            told = row.inner_text()
    assert pressed < 10
    assert leader.page.url.endswith(f"/late#c-{code}")
    assert re.search(r"\d\d/\d\d/\d{4}", told), "since when"
    cells = {
        name: row.locator(f"td[data-label='{name}']").inner_text()
        for name in ("Đang ở ai", "Từ ngày", "Trễ (ngày)", "Vì sao", "Hỏi")
    }
    assert all(cells.values()), cells
    assert "đã hỏi" in cells["Hỏi"]
    assert leader.page.locator(":focus").inner_text() == code, "the next row is one key away"
    leader.visit("/late/asked?open=1")
    assert code in leader.main()


def test_the_arrow_keys_walk_along_the_strip_and_a_slider_goes_back_a_week(at: At) -> None:
    leader = at("leader")
    page = leader.visit("/corridor?show=gap")
    runs = page.locator(".strip-box svg:not(.folded) .over a")
    runs.first.focus()
    page.keyboard.press("ArrowRight")
    assert runs.nth(1).evaluate("a => a === document.activeElement")
    assert runs.evaluate_all("all => all.filter(a => a.tabIndex === 0).length") == 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert runs.last.evaluate("a => a === document.activeElement")
    page.locator("#weeks").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=*")
    assert "show=gap" in page.url
