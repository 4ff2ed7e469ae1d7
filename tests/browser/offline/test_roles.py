"""A role changes while reports wait on the phone: kept, asked about, sent under no other name."""

from datetime import UTC, datetime

import pytest

from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.people import accounts
from tests.browser.field import Field, until
from tests.browser.offline.conftest import Phone, told
from tests.given import ADMIN, CADRE, a_change, by

pytestmark = pytest.mark.browser


def test_a_cadre_made_leader_is_told_on_every_page_what_waits_and_no_step_is_taken_as_leader(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Lúc còn là cán bộ xã")
    phone.inventory()  # which a cadre may and a leader may not
    phone.rested()
    phone.page.goto("about:blank")
    change = a_change("person", CADRE.uid, "revised", patch={"role": "leader"})
    assert by(ADMIN, store, change).is_accepted
    field.line("up")
    phone.page.goto("/communes/")
    phone.page.get_by_text("Trên máy này còn mục chưa gửi").wait_for()
    until(lambda: not phone.page.evaluate("() => caches.has('pages')"), "pages are left")
    phone.page.get_by_role("link", name="Mở mục chưa gửi").click()
    until(lambda: phone.states() == ["sent", "review"], "the step is not asked about")
    phone.page.get_by_text("Vai trò của anh/chị không được ghi việc này.").wait_for()
    assert phone.page.get_by_role("button", name="Gửi lại").count() == 1
    assert told(store) == ["Lúc còn là cán bộ xã"]
    rows = store.query("SELECT DISTINCT who, standing FROM change WHERE fact = 'inventoried'")
    assert rows == [{"who": CADRE.uid, "standing": "refused"}]
    assert not store.value("SELECT count(*) FROM step_taken WHERE step = 'inventoried'")


def test_whoever_was_switched_off_keeps_the_report_and_sends_it_once_the_account_is_open_again(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Trước khi bị khóa")
    phone.rested()
    switch = "UPDATE person SET is_active = :on WHERE uid = :who"
    store.run(switch, on=0, who=CADRE.uid)
    accounts.revoke_all(store, CADRE.uid, stamp(datetime.now(UTC)))
    field.line("up")
    phone.page.goto("/outbox")
    phone.page.get_by_text("Phiên đăng nhập đã hết").wait_for()
    phone.sign_in("leader")
    phone.page.get_by_text("Trên máy này còn mục chưa gửi").wait_for()
    phone.page.goto("/outbox")
    phone.page.get_by_text("Người khác đang đăng nhập").wait_for()
    assert "Trước khi bị khóa" not in phone.page.locator("main").inner_text()
    assert (phone.states(), told(store)) == (["waiting"], [])
    store.run(switch, on=1, who=CADRE.uid)
    phone.sign_in()
    until(lambda: told(store) == ["Trước khi bị khóa"], "the owner's own report is not sent")
    assert store.value("SELECT who FROM change WHERE fact = 'visited'") == CADRE.uid
