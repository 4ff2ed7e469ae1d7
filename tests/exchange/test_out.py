"""What leaves the house: nothing in it runs, numbers and dates stay what they are."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
import python_calamine
from icalendar import Calendar

from clearance.exchange.writers.csv_out import write_csv
from clearance.exchange.writers.ics_out import Day, write_ics
from clearance.exchange.writers.xlsx_out import write_xlsx

HOSTILE = ["=1+1", "@SUM(A1)", "-2+3", "+84912", "\t=1", "\r=1", " =1", '=HYPERLINK("x")']
NOW = dt.datetime(2025, 3, 7, 2, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_in_csv(text: str):
    line = write_csv(["Tên"], [[text]], notes=[text]).decode("utf-8-sig")
    assert all(part.lstrip('"').startswith("'") for part in (line, line.split("Tên\r\n")[1]))


def test_csv_opens_in_vietnamese_excel():
    row = ["Đặng Thị Hường", 1234567, 9222.1, Decimal("1.50"), dt.date(2025, 3, 7), None, True, -5]
    raw = write_csv(list("abcdefgh"), [row], ["Đến ngày 07/03/2025"])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[2] == (
        "Đặng Thị Hường;1234567;9222,1;1,5;07/03/2025;;có;-5"
    )


def test_xlsx_keeps_numbers_dates_and_text_and_holds_no_formula():
    rows = [[text, 12, 9222.1, dt.date(2025, 3, 7), NOW, None] for text in HOSTILE]
    raw = write_xlsx("Danh sách <hộ>", list("abcdef"), rows, ["Đến ngày 07/03/2025"])
    grid = python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert grid[0][0] == "Danh sách <hộ>"
    assert [row[0].strip("\r\n\t ") for row in grid[3:]] == [t.strip("\r\n\t ") for t in HOSTILE]
    assert grid[3][1:4] == [12, 9222.1, dt.date(2025, 3, 7)]
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        sheet = box.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet


def test_calendar_days_keep_their_identity_and_count_their_changes():
    name = "Bàn giao Km12+000 – Km12+500; gói XL19"
    days = [
        Day("segment-1", dt.date(2025, 3, 7), name, "Hạn", 3, "/segments/DT-01"),
        Day("segment-2", dt.date(2025, 4, 1), "x\r\nBEGIN:VEVENT", is_cancelled=True),
    ]
    calendar = Calendar.from_ical(write_ics("Hạn bàn giao", days, NOW))
    first, second = calendar.walk("VEVENT")
    assert first["UID"] == "segment-1@clearance"
    assert first["SEQUENCE"] == 3
    assert first.decoded("DTSTART") == dt.date(2025, 3, 7)
    assert str(first["SUMMARY"]) == name
    assert second["STATUS"] == "CANCELLED"
