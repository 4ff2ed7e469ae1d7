"""Ten seconds in which what was recorded without signal is taken back by a tap."""

import pytest

from clearance.store import Store
from tests.browser.field import Field, until
from tests.browser.offline.conftest import Phone, told

pytestmark = pytest.mark.browser
UNDO = "Hoàn tác (trong 10 giây)"


def test_a_report_made_without_signal_is_taken_back_also_after_a_reload_and_was_never_sent(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Nhầm hộ")
    phone.page.get_by_role("button", name=UNDO).wait_for()
    phone.page.reload()
    phone.page.get_by_role("button", name=UNDO).click()
    phone.page.get_by_text("Đã hoàn tác, không gửi:").wait_for()
    assert phone.items() == []
    phone.visit("Đúng hộ")
    phone.rested()
    field.line("up")
    until(lambda: told(store) == ["Đúng hộ"], "the right one is not sent")


def test_while_it_can_be_taken_back_it_is_not_sent_and_then_it_goes_by_itself(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Gặp bà Hường")
    [item] = phone.items()
    field.line("up")
    until(lambda: phone.page.evaluate("() => navigator.onLine"), "the line is not seen")
    phone.page.evaluate("() => Outbox.flush()")
    until(lambda: phone.states() == ["sent"], "it does not go")
    phone.page.locator("main .flash").get_by_text("Đã gửi").wait_for()
    assert phone.items()[0]["triedAt"] >= item["heldUntil"]
    assert told(store) == ["Gặp bà Hường"]


def test_a_report_that_is_being_sent_can_no_longer_be_taken_back(
    phone: Phone, field: Field
) -> None:
    field.line("down")
    phone.visit("Gặp")
    [item] = phone.items()
    seq = item["seq"]
    phone.page.evaluate(f"() => Outbox.alter({seq}, {{ state: 'sending', triedAt: Date.now() }})")
    assert phone.page.evaluate(f"() => Outbox.undo({seq})") is False
    assert [i["uid"] for i in phone.items()] == [item["uid"]]
