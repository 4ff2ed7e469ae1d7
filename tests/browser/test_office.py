"""The office brings a list: every fault named by its cell, then a preview, then it is there."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from tests.browser.visitor import At, Visitor
from tests.browser.world import Served

pytestmark = pytest.mark.browser
HEADER = ("STT", "Mã hộ", "Họ và tên chủ hộ", "Thôn/Bản", "Xã", "Số điện thoại")


def a_list(*rows: tuple[Any, ...]) -> dict[str, Any]:
    """A list as an office writes it: a title over two merged rows, a header, a total."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.merge_range("A1:F1", "DANH SÁCH HỘ BỊ ẢNH HƯỞNG (số liệu giả định)")
        for at, row in enumerate((HEADER, *rows, ("", "", "Tổng cộng", "", "", len(rows)))):
            sheet.write_row(at + 2, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "danh-sach-ho.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def bring(at: At, file: dict[str, Any]) -> Visitor:
    """The office at the preview of a file."""
    office = at("office")
    page = office.visit("/import/")
    page.locator("select[name=target]").select_option("households")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("button.primary").click()
    page.wait_for_url("**/import/*-*")
    return office


def a_commune(demo: Served) -> str:
    """A commune the office knows."""
    return str(
        demo.one(
            "SELECT name FROM unit WHERE kind = 'commune' AND valid_to IS NULL"
            " ORDER BY code LIMIT 1"
        )
    )


def test_a_list_is_previewed_confirmed_and_there(at: At, demo: Served) -> None:
    office = bring(
        at, a_list((1, "HY-9001", "Ma Văn Thử", "Thôn Trung", a_commune(demo), "0900000001"))
    )
    assert "1 hộ mới" in office.main()
    known = "SELECT count(*) FROM household WHERE code = 'HY-9001'"
    assert demo.one(known) == 0
    office.page.locator("button.primary:has-text('Xác nhận nhập')").click()
    office.page.locator(".flash.success").wait_for()
    assert demo.one(known) == 1
    assert "Ma Văn Thử" in office.visit("/households/HY-9001").locator("h1").inner_text()


def test_a_wrong_cell_is_named_and_nothing_is_kept(at: At, demo: Served) -> None:
    rows = (
        (1, "HY-9101", "Ma Văn Đúng", "Thôn Trung", a_commune(demo), "0900000002"),
        (2, "HY-9102", "Ma Văn Sai", "Thôn Trung", "Xã Không Có", "0900000003"),
    )
    office = bring(at, a_list(*rows))
    faults = office.page.locator("#faults ~ *").all_inner_texts()
    assert any("dòng 5" in text and "Xã Không Có" in text for text in faults), faults
    assert office.page.locator("button:has-text('Xác nhận nhập')").count() == 0
    assert demo.one("SELECT count(*) FROM household WHERE code LIKE 'HY-91%'") == 0
