"""Bringing a list in through the pages: choose, look, confirm."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Flask

from clearance.exchange.writers.xlsx_out import write_xlsx

As = Callable[..., Any]
_HEAD = ("STT", "Họ và tên chủ hộ", "Thôn", "Xã", "Tờ bản đồ", "Thửa", "Diện tích thu hồi")
_ROW = (1, "Bàn Thị Mẩy", "Thôn 1", "Xã A", "9", "41", "1.234,5")


def _bring(office: Any, *rows: tuple[Any, ...], head: tuple[str, ...] = _HEAD) -> str:
    content = write_xlsx("DANH SÁCH HỘ", head, rows, [])
    sent = office.press("/import/", target="households", file=(BytesIO(content), "ho.xlsx"))
    assert sent.status_code == 302
    return str(sent.headers["Location"])


def _households(app: Flask) -> int:
    return int(app.extensions["clearance"].store.value("SELECT COUNT(*) FROM household"))


def _unit_name(app: Flask) -> str:
    return str(app.extensions["clearance"].store.value("SELECT name FROM unit WHERE uid = 'a'"))


def test_a_list_is_shown_before_anything_is_kept_and_kept_once_confirmed(
    app: Flask, as_: As
) -> None:
    office, before = as_("office"), _households(app)
    row = (*_ROW[:3], _unit_name(app), *_ROW[4:])
    page = _bring(office, row)
    assert "1 hộ mới" in office.main(page)
    assert _households(app) == before
    assert office.press(page).headers["Location"] == "/import/"
    assert _households(app) == before + 1
    assert "ho.xlsx" in office.main("/import/")
    again = _bring(office, row)
    assert "không làm đổi gì" in office.main(again)


def test_a_fault_is_named_by_its_cell_and_the_file_cannot_be_confirmed(app: Flask, as_: As) -> None:
    office, before = as_("office"), _households(app)
    page = _bring(office, (*_ROW[:3], _unit_name(app), "9", "41", "12a"))
    shown = office.get(page)
    assert shown.status_code == 422
    assert "12a" in shown.text
    assert office.send(page, {}).status_code == 422
    assert _households(app) == before


def test_a_column_can_be_corrected_and_the_map_kept_under_a_name(app: Flask, as_: As) -> None:
    office = as_("office")
    head = ("STT", "Ai đó", *_HEAD[2:])
    page = _bring(office, (*_ROW[:3], _unit_name(app), *_ROW[4:]), head=head)
    assert office.get(page).status_code == 422
    columns = {"column": "Ai đó", "field": "full_name", "name": "bảng xã A"}
    assert office.send(f"{page}/columns", columns).status_code == 303
    assert "1 hộ mới" in office.main(page)
    assert "bảng xã A" in office.main("/import/")


def test_somebody_elses_file_is_not_found_and_a_file_can_be_dropped(app: Flask, as_: As) -> None:
    office = as_("office")
    page = _bring(office, (*_ROW[:3], _unit_name(app), *_ROW[4:]))
    assert as_("admin").get(page).status_code == 404
    assert office.send(f"{page}/drop", {}).status_code == 302
    assert office.get(page).status_code == 404
    assert office.get("/import/../../etc").status_code == 404


def test_a_form_without_a_file_says_so(as_: As) -> None:
    assert as_("office").send("/import/", {"target": "households"}).status_code == 422


def test_every_row_and_column_is_told_before_and_after(app: Flask, as_: As) -> None:
    office, before = as_("office"), _households(app)
    head = (*_HEAD, "Tình trạng")
    rows = [
        (*_ROW[:3], _unit_name(app), *_ROW[4:], "đã chuyển đi"),
        ("", "Cộng", "", "", "", "", 1234.5, ""),
    ]
    page = _bring(office, *rows, head=head)
    shown = office.get(page)
    assert shown.status_code == 422
    assert "H (Tình trạng)" in shown.text
    assert "--ignore" not in shown.text
    untouched = {"column": ["Tình trạng"], "field": [""], "was": [""]}
    office.send(f"{page}/columns", untouched)
    assert office.get(page).status_code == 422
    office.send(f"{page}/columns", untouched | {"left": "Tình trạng"})
    text = office.main(page)
    assert "1 hộ mới" in text
    assert "đã xác nhận không nhập" in text
    assert "dòng cộng" in text
    office.press(page)
    assert _households(app) == before + 1
    run = app.extensions["clearance"].store.value("SELECT MAX(version) FROM import_run")
    uid = app.extensions["clearance"].store.value(
        "SELECT uid FROM import_run WHERE version = :v", v=run
    )
    assert f"/import/runs/{uid}" in office.main("/import/")
    kept = office.main(f"/import/runs/{uid}")
    assert "đã xác nhận không nhập" in kept
    assert office.get("/import/runs/none").status_code == 404


def test_a_template_is_fetched_filled_in_and_brought_back(app: Flask, as_: As) -> None:
    office = as_("office")
    page = office.main("/import/?target=packages")
    assert '<option selected value="packages">' in page
    assert "/import/templates/packages.xlsx" in page
    assert "/import/templates/parcels.xlsx" not in page
    got = office.get("/import/templates/packages.xlsx")
    assert got.headers["Content-Disposition"].endswith("filename=mau-packages.xlsx")
    sent = office.press("/import/", target="packages", file=(BytesIO(got.data), "mau.xlsx"))
    shown = office.main(sent.headers["Location"])
    assert "dòng ví dụ của mẫu" in shown
    assert "không làm đổi gì" in shown
    assert office.get("/import/templates/nothing.xlsx").status_code == 404


def test_packages_and_segments_come_in_through_the_page(app: Flask, as_: As) -> None:
    office, store = as_("office"), app.extensions["clearance"].store
    head = ("Mã gói", "Nhà thầu", "Lý trình đầu", "Lý trình cuối")
    content = write_xlsx("GÓI THẦU", head, [("XL1", "Công ty Sông Gió", "Km0+000", "Km6+000")], [])
    sent = office.press("/import/", target="packages", file=(BytesIO(content), "goi.xlsx"))
    page = sent.headers["Location"]
    shown = office.main(page)
    assert "1 gói thầu được sửa" in shown
    assert "còn 4000 m chưa có gói thầu" in shown
    office.press(page)
    assert store.value("SELECT contractor FROM package WHERE uid = 'pk'") == "Công ty Sông Gió"
    head = ("Mã đoạn", "Gói thầu", "Lý trình", "Ngày cần mặt bằng", "Ngày cam kết")
    row = ("D-02", "XL1", "Km2+000 - Km4+000", "30/06/2027", "15/06/2027")
    content = write_xlsx("ĐOẠN BÀN GIAO", head, [row], [])
    sent = office.press("/import/", target="segments", file=(BytesIO(content), "doan.xlsx"))
    office.press(sent.headers["Location"])
    found = store.first("SELECT * FROM segment WHERE code = 'D-02'")
    assert (found["need_by_on"], found["promised_on"]) == ("2027-06-30", "2027-06-15")
    assert "D-02" in as_("liaison").main("/segments/")


def test_a_file_is_of_the_scope_chosen_for_it(app: Flask, as_: As) -> None:
    office, store = as_("office"), app.extensions["clearance"].store
    head = ("Mã nhà", "Loại nhà", "Lý trình", "Xã")
    content = write_xlsx("NHÀ", head, [("CT-9", "Nhà sàn", "Km1+250", "Xã A")], [])
    file = (BytesIO(content), "nha.xlsx")
    sent = office.press("/import/", target="structures", file=file, scope="added")
    page = sent.headers["Location"]
    assert "bổ sung" in office.main(page)
    office.press(page)
    assert store.value("SELECT scope FROM structure WHERE code = 'CT-9'") == "added"


def test_what_a_file_leaves_open_is_asked_on_its_page_and_answered_once(
    app: Flask, as_: As
) -> None:
    office, before = as_("office"), _households(app)
    page = _bring(office, (*_ROW[:3], _unit_name(app), *_ROW[4:6], "1.234"))
    shown = office.get(page)
    assert shown.status_code == 422
    assert "Số trong tệp viết thế nào" in shown.text
    assert "--answer" not in shown.text
    office.send(f"{page}/answers", {"numbers": "không rõ"})
    assert office.get(page).status_code == 422
    office.send(f"{page}/answers", {"numbers": "en"})
    assert "1 hộ mới" in office.main(page)
    office.press(page)
    assert _households(app) == before + 1
    store = app.extensions["clearance"].store
    assert store.value("SELECT area_recovered_m2 FROM parcel WHERE parcel_no = '41'") == 1.234
