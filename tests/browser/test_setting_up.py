"""From an empty folder: an office stands its project up by the buttons of one page alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visitor import Visitor
from tests.browser.world import Served, open_world, serve
from tests.house.plan import ROOT

pytestmark = pytest.mark.browser
GEODATA = ROOT / "geodata"
PASSWORD = "một câu thật dài dễ nhớ"
PEOPLE = (
    "Tên đăng nhập,Họ và tên,Vai trò,Xã phụ trách\n"
    "admin,Hoàng Văn Quản,quản trị,\n"
    "canbo.phuluu,Lò Thị Mai,cán bộ xã,\n"
    "lanhdao,Đặng Thị Hường,lãnh đạo,\n"
    "vanphong,Lý Văn Tư,tổ công tác,\n"
)


@pytest.fixture
def empty(tmp_path: Path) -> tuple[Served, str]:
    """A folder with nothing but `flask init`, served; the administrator's link."""
    app = open_world(tmp_path / "data")
    told = app.test_cli_runner().invoke(args=["init"]).output
    link = re.search(r"/welcome/\S+", told)
    assert link, told
    return serve(app), link[0]


def press(page: Page, what: str) -> None:
    """The button of one row of the page of setting up."""
    page.goto("/setup/")
    page.locator("tr", has=page.locator(f"th:text-is('{what}')")).locator("a.button").click()


def bring(page: Page, what: str, file: Any) -> None:
    """Choose a file on the import page of a row, look at it, confirm."""
    press(page, what)
    send(page, file)


def send(page: Page, file: Any) -> None:
    """Choose a file on the import page, look at it, confirm, and follow the way back."""
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[enctype] button.primary").click()
    page.locator("button", has_text="Xác nhận nhập").click()
    page.locator(".flash.success").wait_for()
    page.locator("a.back", has_text="Thiết lập dự án").click()
    page.wait_for_url("**/setup/")


def state(page: Page, what: str) -> str:
    """What the page says of one row."""
    page.goto("/setup/")
    row = page.locator("tr", has=page.locator(f"th:text-is('{what}')"))
    return row.locator(".chip").inner_text()


def test_an_office_sets_its_project_up_from_nothing(
    browser: Browser, empty: tuple[Served, str]
) -> None:
    served, link = empty
    visitor = Visitor(browser, served)
    page = visitor.visit(link)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.locator("main button.primary").click()
    page.wait_for_url("**/setup/")  # a project without cases begins here
    press(page, "Tên, mã dự án")
    page.locator("[name=name]").fill("Đường thử")
    page.locator("[name=code]").fill("DT")
    page.locator("main button.primary").click()
    assert page.title() == "Thiết lập dự án – Đường thử"
    for what, name in (
        ("Đơn vị hành chính", "units.geojson"),
        ("Tim tuyến", "alignment.geojson"),
        ("Phạm vi GPMB", "corridor.geojson"),
        ("Gói thầu", "packages.csv"),
    ):
        bring(page, what, GEODATA / name)
        assert state(page, what) in ("có", "cần xác nhận"), what
    press(page, "Tài khoản theo vai trò")
    page.locator("a", has_text="Nhập danh sách").click()
    content = {"name": "nguoi.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()}
    send(page, content)
    assert state(page, "Họ và tên") == "có"
    press(page, "Phạm vi phụ trách")
    page.locator("main button.primary").click()  # a cadre's commune, the whole project: suggested
    page.locator(".flash.success").wait_for()
    assert state(page, "Phạm vi phụ trách") == "có"
    assert "Cần có trước khi làm việc." not in visitor.main()
    assert served.app.test_cli_runner().invoke(args=["check"]).exit_code == 0
    visitor.close()
