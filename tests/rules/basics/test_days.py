"""Days and instants: kept in UTC, meant in Viet Nam."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics import days

SINCE = datetime(1950, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=90_000)).map(lambda more: SINCE + more)


def test_an_instant_is_kept_in_utc_to_the_millisecond() -> None:
    here = datetime(2026, 11, 20, 9, 30, 1, 234567, tzinfo=timezone(timedelta(hours=7)))
    assert days.stamp(here) == "2026-11-20T02:30:01.234Z"


def test_the_day_begins_at_midnight_in_viet_nam() -> None:
    assert days.local_day(datetime(2026, 11, 19, 16, 59, tzinfo=UTC)) == "2026-11-19"
    assert days.local_day(datetime(2026, 11, 19, 17, 0, tzinfo=UTC)) == "2026-11-20"


@given(INSTANTS)
def test_a_stamp_reads_back_as_the_same_instant(moment: datetime) -> None:
    whole = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert days.from_stamp(days.stamp(moment)) == whole


@given(st.lists(INSTANTS))
def test_stamps_sort_as_the_instants_do(moments: list[datetime]) -> None:
    whole = [m.replace(microsecond=m.microsecond // 1000 * 1000) for m in moments]
    assert sorted(days.stamp(m) for m in moments) == [days.stamp(m) for m in sorted(whole)]


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    assert days.parse_day(day.isoformat()) == day


@given(st.dates())
def test_a_day_of_the_year_is_one_that_every_year_has(day: date) -> None:
    text = day.isoformat()[5:]
    assert days.is_month_day(text) == (text != "02-29")


@pytest.mark.parametrize("value", ["", "13-01", "00-10", "4-5", "10-01-01", "2026-10-01", 1001])
def test_what_is_no_day_of_the_year_is_not_taken_for_one(value: object) -> None:
    assert not days.is_month_day(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "31/12/2026",
        "2026-02-30",
        "20261231",
        "2026-W01-1",
        "2026-365-",
        "hôm qua nhé",
        "２０２６-01-01",
        "2026-1-1",
        "2026-01-01T00:00",
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert days.parse_day(text) is None
