"""Numbers, money, areas and dates in Vietnamese writing."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.quantities import (
    read_area,
    read_date,
    read_money,
    read_number,
    read_whole,
    read_year,
    show_area,
    show_date,
    show_number,
    show_vnd,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("20.000", "20000"),
        ("1.234.567,89", "1234567.89"),
        ("9222,1", "9222.1"),
        ("9222,125", "9222.125"),
        ("0,125", "0.125"),
        ("\uff12\uff10", "20"),
        (" 15 ", "15"),
        ("-5", "-5"),
        ("\u2212 5,5", "-5.5"),
        ("007", "7"),
        (9222.1, "9222.1"),
        (0.1 + 0.2, "0.3"),
        (1_000_000_000.0, "1000000000"),
        (Decimal("1.5"), "1.5"),
        (7, "7"),
    ],
)
def test_vietnamese_numbers_are_read(written: object, meant: str):
    assert read_number(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written",
    [
        "1.5",
        "1234.5",
        "0.500",
        "1,234.5",
        "1,234",
        "1,234,567",
        "1.23.456",
        "12.34,5",
        "1..2",
        "1e9",
        "1E+09",
        "NaN",
        "inf",
        "",
        "-",
        "abc",
        "12a",
        "1,2,3",
        "1 23",
        "0.000",
        ",5",
        "5,",
        "--5",
        "(5)",
        "1/2",
        "=1+1",
        True,
        None,
        float("nan"),
        float("inf"),
        1e16,
        "9" * 17,
        dt.date(2025, 3, 7),
    ],
)
def test_numbers_without_a_single_reading_are_refused_with_a_reason(written: object):
    with pytest.raises(ValueError, match=r"\w"):
        read_number(written)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_number_shown_reads_back_the_same(number: Decimal):
    assert read_number(show_number(number, 2)) == number


@given(st.integers(0, 10**14))
def test_money_shown_reads_back_the_same(amount: int):
    assert read_money(show_vnd(amount)) == amount


@given(st.from_regex(r"-?[0-9., ]{1,12}", fullmatch=True))
def test_any_reading_is_one_of_the_ways_that_number_is_written_in_vietnamese(text: str):
    try:
        number = read_number(text)
    except ValueError:
        return
    whole, _, part = text.partition(",")
    digits = "".join(filter(str.isdigit, whole))
    assert number == Decimal(f"{'-' if text.startswith('-') else ''}{digits}.{part.strip() or 0}")


@pytest.mark.parametrize(
    ("written", "area_m2"),
    [
        ("1.250,5 m²", "1250.5"),
        ("1.250,5m2", "1250.5"),
        ("1,234 ha", "12340"),
        ("2 ha", "20000"),
        (350.0, "350"),
    ],
)
def test_areas_are_read_in_square_metres(written: object, area_m2: str):
    assert read_area(written) == Decimal(area_m2)


@pytest.mark.parametrize("written", ["-5", "20.000 ha", "1.5 ha", "10 sào", "12 đ"])
def test_doubtful_areas_are_refused(written: str):
    with pytest.raises(ValueError, match=r"\w"):
        read_area(written)


def test_money_is_whole_dong_with_or_without_its_unit():
    assert read_money("45.600.000 đ") == read_money("45.600.000 VNĐ") == 45_600_000
    assert read_money("1,5 tỷ đồng") == 1_500_000_000
    with pytest.raises(ValueError, match="số nguyên"):
        read_money("1.000,5")
    with pytest.raises(ValueError, match="âm"):
        read_money(-1)


def test_years_and_counts():
    assert read_year("năm 1987") == read_year(1987.0) == 1987
    assert read_whole("12") == 12
    for wrong in ("87", 20250, "2.025,5"):
        with pytest.raises(ValueError, match=r"\w"):
            read_year(wrong)


def test_numbers_are_shown_with_dots_and_a_comma():
    assert show_number(Decimal("1234567.891"), 2) == "1.234.567,89"
    assert show_number(-0.4) == "0"
    assert show_number(2.675, 2) == "2,68"
    assert show_vnd(1_234_567) == "1.234.567\u00a0₫"
    assert show_area(9222.1) == "9.222,1\u00a0m²"


@pytest.mark.parametrize(
    "written",
    [
        "07/03/2025",
        "7/3/2025",
        "07-03-2025",
        "07.03.2025",
        "2025-03-07",
        "2025-03-07T10:00:00Z",
        "ngày 07 tháng 3 năm 2025",
        "07/03/2025 00:00:00",
        45723,
        45723.5,
        dt.date(2025, 3, 7),
        dt.datetime(2025, 3, 7, 8, 30),  # noqa: DTZ001 Excel times have no zone
    ],
)
def test_dates_are_read_day_first(written: object):
    assert read_date(written) == dt.date(2025, 3, 7)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31/02/2025", "tháng 2/2025 không có ngày 31"),
        ("03/25/2025", "ngày trước"),
        ("7/3/25", "hai chữ số"),
        ("3/2025", "thiếu ngày"),
        ("2025", "thiếu ngày"),
        (2025, "không phải là ngày"),
        ("31/02", "không phải là ngày"),
        ("hôm qua", "không phải là ngày"),
        ("07/03/0025", "không hợp lý"),
        (True, "không phải là ngày"),
        (float("nan"), "không phải là ngày"),
        ("", "không phải là ngày"),
    ],
)
def test_impossible_dates_are_refused_with_the_reason(written: object, reason: str):
    with pytest.raises(ValueError, match=reason):
        read_date(written)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_shown_reads_back_the_same(day: dt.date):
    assert read_date(show_date(day)) == day
    assert read_date(day.isoformat()) == day
