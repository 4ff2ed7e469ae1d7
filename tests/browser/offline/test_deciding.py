"""What needs a person: a session that ended, two statements, an item nobody can read."""

from datetime import UTC, datetime, timedelta

import pytest

from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.people import accounts
from tests.browser.field import Field, until
from tests.browser.offline.conftest import Phone, told
from tests.given import OFFICE, step

pytestmark = pytest.mark.browser


def test_a_session_that_ended_keeps_the_item_and_another_person_does_not_send_it(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Của cán bộ A")
    phone.rested()
    accounts.revoke_all(store, "canbo.a", stamp(datetime.now(UTC) - timedelta(days=900)), "browser")
    field.line("up")
    phone.page.goto("/outbox")
    phone.page.get_by_text("Phiên đăng nhập đã hết").wait_for()
    assert phone.states() == ["waiting"]
    phone.sign_in("leader")
    phone.page.goto("/outbox")
    phone.page.get_by_text("Người khác đang đăng nhập").wait_for()
    assert "Của cán bộ A" not in phone.page.locator("main").inner_text()
    assert told(store) == []
    phone.sign_in()
    until(lambda: told(store) == ["Của cán bộ A"], "the owner's own item is not sent")
    assert store.value("SELECT who FROM change WHERE fact = 'visited'") == "canbo.a"


def test_two_statements_stand_side_by_side_until_somebody_decides(
    phone: Phone, field: Field, store: Store
) -> None:
    page = phone.page
    field.line("down")
    phone.inventory("2026-11-19")
    phone.rested()
    assert step(store, "h", "inventoried", OFFICE).is_accepted
    field.line("up")
    until(lambda: phone.states() == ["review"], "no conflict shown")
    page.goto("/outbox")
    rivals = page.locator(".rivals").inner_text()
    assert "vanphong" in rivals
    assert "19/11/2026" in rivals
    assert "10/08/2026" in rivals
    page.locator(".rivals textarea").fill("Tôi đo tại chỗ")
    page.get_by_role("button", name="Gửi lại của tôi").click()
    until(lambda: phone.states() == ["sent", "sent"], "mine is not sent again")
    taken = store.first(
        "SELECT happened_on FROM step_taken WHERE step = 'inventoried' AND subject_uid = 'h'"
    )
    assert taken == {"happened_on": "2026-11-19"}


def test_a_poisoned_item_stops_no_other_and_can_be_deleted_alone(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("trước")
    poison = "{ ...one, seq: one.seq + 1, uid: 'x', change: { subject: 5 } }"
    phone.page.evaluate(f"() => Outbox.all().then(([one]) => Outbox.put({poison}))")
    phone.visit("sau")
    phone.rested()
    field.line("up")
    until(lambda: told(store) == ["trước", "sau"], "the others wait")
    until(lambda: sorted(phone.states()) == ["review", "sent", "sent"], "the bad one is not shown")
    phone.page.goto("/outbox")
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.page.locator("li[data-state=review] button.danger").click()
    until(lambda: phone.states() == ["sent", "sent"], "not deleted")
