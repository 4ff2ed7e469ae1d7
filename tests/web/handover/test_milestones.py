import re
from collections.abc import Callable
from datetime import date

import icalendar
import pytest

from clearance.store import Store
from tests.given import OFFICE, a_change, a_grave, by
from tests.histories import a_history, take
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS

As = Callable[..., Person]


@pytest.fixture
def held(store: Store) -> Store:
    """Enough to learn from, a household in the way, and the segment needed too soon."""
    with store.atomic():
        for table in ("parcel", "structure", "grave", "utility"):
            store.run(f"UPDATE {table} SET alignment_uid = NULL")
    a_history(store)
    with store.atomic():
        store.run("UPDATE segment SET need_by_on = '2026-11-25' WHERE uid = 'sg'")
    return store


def test_the_page_tells_three_days_the_cases_learnt_from_and_the_alert(as_: As, held) -> None:
    page = as_("office").main("/segments/D-01")
    assert "Khả năng 50%: sạch trước" in page
    assert "ít nhất 24 hồ sơ đã xong" in page
    assert "Cảnh báo" in page
    assert "quyết định P80" in page


def test_the_investor_sees_kinds_steps_and_days_but_no_codes(as_: As, held) -> None:
    page = as_("liaison").main("/segments/D-01")
    assert "Còn vướng, theo bước tiếp theo" in page
    assert "Khả năng 80%: sạch trước" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "HY-run" not in page


def test_where_something_cannot_be_told_the_rest_is_and_still_warns(as_: As, held) -> None:
    a_grave(held, "new")
    page = as_("liaison").main("/segments/D-01")
    assert "có hồ sơ chưa bắt đầu" in page
    assert "Không kể 1 hồ sơ chưa dự báo được, phần còn lại:" in page
    assert "Riêng phần còn lại đã có P80 sau ngày cần" in page
    row = as_("liaison").get("/segments/?format=json").json["rows"][0]
    assert row["p80"] is None
    assert row["p80_float"] is None
    assert row["rest_p80"] > "2026-11-25"
    assert row["untold"] == 1
    listed = as_("liaison").main("/segments/?alert=1")
    assert "Phần còn lại: P80" in listed
    assert "sau ngày cần ít nhất" in listed


def test_alerts_are_counted_and_filtered(as_: As, held) -> None:
    assert "D-01" in as_("office").main("/segments/?alert=1")
    assert "alert=1" in as_("office").main("/")
    assert "alert=1" in as_("leader").main("/corridor")
    with held.atomic():
        held.run("UPDATE segment SET need_by_on = '2030-01-01' WHERE uid = 'sg'")
    by(OFFICE, held, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"}))
    assert "D-01" not in as_("office").main("/segments/?alert=1")
    assert "alert=1" not in as_("office").main("/")


def test_files_carry_the_forecast_or_why_there_is_none(as_: As, store: Store) -> None:
    told = as_("office").get("/segments/?format=json").json
    labels = {column["key"]: column["label"] for column in told["columns"]}
    assert labels["p80"] == "Dự báo P80"
    assert "chưa khảo sát" in told["rows"][0]["no_forecast"]
    assert told["rows"][0]["p80"] is None


def test_a_month_shows_its_days_and_leads_to_those_beside(as_: As, held) -> None:
    by(OFFICE, held, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"}))
    page = as_("liaison").main("/segments/calendar/2026-12?as_of=2026-11-20")
    assert "cam kết" in page
    assert "/segments/calendar/2026-11?as_of=2026-11-20" in page
    assert "/segments/calendar/2027-01?as_of=2026-11-20" in page
    assert "cần mặt bằng" in as_("office").main("/segments/calendar/2026-11")


def test_a_month_that_is_none_is_not_found(as_: As) -> None:
    for month in ("2026-13", "2026", "revoke"):
        assert as_("office").get(f"/segments/calendar/{month}").status_code == 404


def test_an_accepted_segment_has_only_the_day_it_was_taken(as_: As, held) -> None:
    take(held, "sg", "accepted", date(2026, 11, 10), "segment")
    page = as_("office").main("/segments/calendar/2026-11")
    assert "đã nhận" in page
    assert "cần mặt bằng" not in page.split("<table")[1]


def test_the_calendar_on_the_phone_has_the_forecast_as_tentative(app, as_: As, held) -> None:
    take(held, "sg", "offered", date(2026, 11, 10), "segment")
    page = as_("liaison").send("/segments/calendar", {}).text
    link = re.search(r'value="http://[^/]*(/segments\.ics\?token=[^"]+)"', page)[1]
    events = icalendar.Calendar.from_ical(app.test_client().get(link).data).walk("VEVENT")
    told = {str(e["uid"]): (str(e["status"]), int(e["sequence"])) for e in events}
    assert told["sg-p80@clearance"] == ("TENTATIVE", (date(2026, 11, 20) - date(2020, 1, 1)).days)
    assert told["sg-offered_on@clearance"][0] == "CONFIRMED"
