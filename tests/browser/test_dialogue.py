"""Notes that protect an officer, and questions of the investor: from the count to the answer."""

import re

import pytest

from tests.browser.visitor import At, whole
from tests.browser.world import Served

pytestmark = pytest.mark.browser
WAITING = "Phiếu quyết định chờ xác nhận"


def test_the_leader_goes_from_the_count_to_the_note_and_endorses_it(at: At) -> None:
    leader = at("leader")
    line = leader.visit("/corridor").locator(".task", has_text=WAITING)
    number = whole(line.locator(".chip").inner_text())
    line.locator("a.name").click()
    rows = leader.page.locator("table tbody tr")
    assert rows.count() == number
    rows.first.locator("th a").click()
    form = leader.page.locator("form[action$='/endorse']")
    form.locator("textarea").fill("Đúng thẩm quyền, vì việc chung")
    form.locator("button.primary").click()
    leader.page.locator(".flash.success").wait_for()
    assert "Đã xác nhận" in leader.page.locator(".marks").inner_text()
    assert "Đúng thẩm quyền" in leader.page.locator("ol.history li").last.inner_text()


def test_a_cadre_writes_a_note_on_a_phone_and_keeps_it_on_one_sheet(at: At, demo: Served) -> None:
    cadre = at("cadre", phone=True)
    page = cadre.visit("/notes/new")
    for name, text in (
        ("title", "Nhà dựng trước mốc"),
        ("facts_known", "Có từ lâu."),
        ("doubt", "Hai văn bản nói khác nhau."),
        ("option_1", "Hỗ trợ mức sàn"),
        ("option_2", "Chờ sở"),
        ("reason", "Mặt bằng đang cần."),
        ("who_1", "Phòng Tư pháp"),
    ):
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=asked_on_1]").fill("2026-11-20")
    page.locator("[name=chosen][value='1']").check()
    page.locator("main form button.primary").click()
    page.locator(".flash.success").wait_for()
    assert "chưa trả lời" in page.locator("table").inner_text()
    page.locator("a", has_text="Bản in").click()
    page.locator(".sheet").wait_for()
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert demo.one("SELECT COUNT(*) FROM decision_note WHERE title = 'Nhà dựng trước mốc'") == 1


def test_the_investor_asks_and_reads_what_the_office_answers(at: At, demo: Served) -> None:
    liaison, office = at("liaison"), at("office")
    page = liaison.visit("/requests/new")
    page.locator("[name=asker]").fill("Ban quản lý dự án (giả định)")
    page.locator("[name=question]").fill("Bao giờ có đường vào bãi đúc?")
    login = demo.one("SELECT uid FROM person WHERE role = 'office' ORDER BY name")
    page.locator("[name=holder]").select_option(login)
    page.locator("[name=due_on]").fill("2026-12-04")
    page.locator("[name=due_basis][value=plan]").check()
    page.locator("main form button.primary").click()
    page.locator(".flash.success").wait_for()
    where = page.url
    line = office.visit("/").locator(".task", has_text="Câu hỏi đối thoại chờ tôi trả lời")
    number = whole(line.locator(".chip").inner_text())
    line.locator("a.name").click()
    assert office.page.locator("table tbody tr").count() == number
    form = office.visit(where).locator("form[action$='/answer']")
    form.locator("[name=answer-answer]").fill("Ngày 30/11 có đường vào.")
    form.locator("button.primary").click()
    office.page.locator(".flash.success").wait_for()
    assert "Ngày 30/11 có đường vào." in liaison.visit(where).locator("main").inner_text()
