"""With JavaScript off: sign in, read, record, look along the road."""

import pytest

from tests.browser.test_cadre import case_waiting_for
from tests.browser.visitor import At
from tests.browser.world import Served

pytestmark = pytest.mark.browser


def test_a_cadre_signs_in_and_records_a_step(at: At, demo: Served) -> None:
    code, _name, words = case_waiting_for(demo, needs_photo=False)
    cadre = at("", phone=True, java_script_enabled=False)
    cadre.visit("/login")
    cadre.page.locator("button[value=cadre]").click()
    cadre.page.locator("a[href='#menu']").first.click()
    cadre.page.locator(".nav a[href='/households/']").click()
    cadre.page.locator("tbody th a").first.wait_for()
    cadre.visit(f"/households/{code}")
    cadre.page.locator(f"a.primary:has-text('{words}')").click()
    cadre.page.locator("button.primary").click()
    assert cadre.page.locator(f".way li.group-done:has(.what:text-is('{words}'))").count()


def test_a_leader_sees_the_strip_and_the_table_of_the_map(at: At) -> None:
    leader = at("leader", java_script_enabled=False)
    page = leader.visit("/corridor")
    page.locator(".strip-box svg a[href*='from=']").first.click()
    page.locator("section#place").wait_for()
    page = leader.visit("/map")
    assert page.locator("table tbody tr").count() >= 20
    assert "JavaScript" in page.locator(".map-frame").inner_text()


def test_a_search_is_answered_by_the_server(at: At) -> None:
    cadre = at("cadre", phone=True, java_script_enabled=False)
    cadre.visit("/").locator("a[href='#find']").click()
    cadre.page.locator("#q").fill("dang thi huong")
    cadre.page.locator("#q").press("Enter")
    cadre.page.locator(".task a.name", has_text="Đặng Thị Hường").first.wait_for()
