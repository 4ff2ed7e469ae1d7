"""At a gate without signal: the line is really cut, browser and server are really killed."""

from datetime import timedelta

import pytest

from clearance.store import Store
from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, VISIT, Phone, told
from tests.browser.visitor import photo
from tests.given import NOW, TODAY

pytestmark = pytest.mark.browser


def test_a_visit_made_without_signal_outlives_the_browser_and_arrives_once_without_a_tap(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Gặp bà Hường")
    phone.page.locator("main .flash").get_by_text("Đã lưu trên máy – chưa gửi").wait_for()
    assert phone.page.locator("[data-outbox-badge] b").inner_text() == "1"
    phone.page.reload()
    assert phone.states() == ["waiting"]
    phone.kill()
    phone.open()
    phone.page.goto("/")
    assert phone.states() == ["waiting"]
    phone.rested()
    field.line("up")
    assert until(lambda: told(store) == ["Gặp bà Hường"], "not delivered") <= 5
    until(lambda: phone.states() == ["sent"], "not shown as sent")
    phone.page.goto("/outbox")
    entry = phone.page.locator("#outbox-list li").inner_text()
    assert "Đã gửi" in entry
    assert f"mã nhận {phone.items()[0]['receipt']}" in entry
    assert told(store) == ["Gặp bà Hường"]


def test_a_photo_taken_without_signal_follows_the_words_and_only_then_it_is_sent(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.page.goto(VISIT)
    phone.page.locator("textarea[name=note]").fill("Chụp nhà")
    phone.page.locator("input[type=file]").set_input_files([photo()])
    phone.page.locator(".photo-shown").wait_for()
    phone.page.locator("button.primary").click()
    phone.page.wait_for_url(f"**{CASE}")
    phone.rested()
    field.line("up")
    until(lambda: phone.states() == ["sent"], "not delivered")
    rows = store.query(
        "SELECT standing, reason, evidence FROM change c WHERE EXISTS (SELECT 1 FROM remark m"
        " WHERE m.seq = c.seq AND m.body = 'Chụp nhà') ORDER BY seq"
    )
    assert [(r["standing"], r["reason"]) for r in rows] == [
        ("held", "photo_awaited"),
        ("accepted", None),
    ]
    sha256 = phone.items()[0]["photos"][0]["sha"]
    row = store.first("SELECT stored_as FROM evidence WHERE sha256 = :s", s=sha256)
    assert row
    kept = (field.data / "evidence" / row["stored_as"][:2] / row["stored_as"]).read_bytes()
    assert b"SecretPhone" not in kept


def test_a_phone_told_to_wait_keeps_everything_and_sends_it_by_itself_later(
    phone: Phone, field: Field, store: Store
) -> None:
    field.kill()
    field.start(settings={"CLEARANCE_REPORTS_MOST": "1"})
    phone.visit("một")
    until(lambda: phone.states() == ["sent"], "the first is taken")
    phone.visit("hai")
    until(lambda: phone.word("hold").get("why") == "busy", "not told to wait")
    phone.visit("ba")
    assert phone.states() == ["sent", "waiting", "waiting"]
    phone.page.goto("/outbox")
    shown = phone.page.locator("#outbox-top")
    shown.get_by_text("Máy chủ chưa nhận thêm").wait_for()
    assert "Hãy thử lại sau 5 phút" in shown.inner_text()
    field.kill()
    field.start()
    assert phone.page.evaluate("() => Outbox.flush()") == "busy"
    phone.page.evaluate("() => Outbox.note('hold', {why: 'busy', until: Date.now() + 500})")
    until(lambda: phone.states() == ["sent"] * 3, "not sent later", 60)
    assert sorted(told(store)) == ["ba", "hai", "một"]


def test_what_was_tapped_without_signal_keeps_its_day_however_late_it_is_sent(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Gặp bà Hường")
    phone.page.goto(f"{CASE}/obstacles")
    phone.page.locator("button[value=ORIGIN]").click()
    phone.page.wait_for_url(f"**{CASE}")
    phone.page.goto(VISIT)
    phone.page.locator("textarea[name=note]").fill("Chỉ ghi chú")
    phone.page.locator("button[value=noted]").click()
    phone.page.wait_for_url(f"**{CASE}")
    phone.page.goto("/outbox")
    assert phone.page.locator("#outbox-list li").first.inner_text().count("20/11/2026") == 1
    field.kill()
    field.now = (NOW + timedelta(days=2)).isoformat()
    field.start()
    phone.rested()
    field.line("up")
    until(lambda: phone.states() == ["sent"] * 3, "not delivered")
    rows = store.query(
        "SELECT fact, happened_on, recorded_at FROM change"
        " WHERE fact IN ('visited', 'opened', 'noted') ORDER BY seq DESC LIMIT 3"
    )
    assert {row["fact"]: row["happened_on"] for row in rows} == dict.fromkeys(
        ("visited", "opened", "noted"), TODAY
    )
    assert {row["recorded_at"][:10] for row in rows} == {"2026-11-22"}
    assert store.value("SELECT opened_on FROM obstacle ORDER BY version DESC LIMIT 1") == TODAY
