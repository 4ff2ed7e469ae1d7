"""What keeps a report safe: the worker alone, lasting storage, warnings, a file for the office."""

import pytest

from clearance.store import Store
from clearance.store.journal.remarks import WHY
from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, Phone, told
from tests.browser.visitor import At
from tests.given import CADRE

pytestmark = pytest.mark.browser
ZALO = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Zalo/24.10"


def test_the_worker_sends_when_no_page_is_open_any_more(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Không trang nào mở")
    until(
        lambda: (
            phone.page.evaluate("() => navigator.serviceWorker.ready.then((r) => r.sync.getTags())")
            == ["outbox"]
        ),
        "no background sync asked for",
    )
    phone.page.goto("about:blank")
    field.line("up")
    until(lambda: told(store) == ["Không trang nào mở"], "the worker does not send")


def test_storage_that_lasts_is_asked_for_at_the_first_report(phone: Phone, field: Field) -> None:
    phone.page.add_init_script(
        "const ask = navigator.storage.persist.bind(navigator.storage);"
        "navigator.storage.persist = () => { sessionStorage.asked = 'yes'; return ask(); };"
    )
    phone.page.goto("/")
    assert phone.page.evaluate("() => sessionStorage.asked") is None
    field.line("down")
    phone.visit("Gặp")
    assert phone.page.evaluate("() => sessionStorage.asked") == "yes"


def test_a_report_unsent_for_more_than_a_day_is_warned_of_on_every_page(
    phone: Phone, field: Field
) -> None:
    field.line("down")
    phone.visit("Hôm qua")
    assert phone.page.locator("#outbox-old").is_hidden()
    phone.page.evaluate(
        "() => Outbox.all().then(([one]) => Outbox.alter(one.seq, { at: Date.now() - 25 * 36e5 }))"
    )
    phone.page.goto(CASE)
    phone.page.get_by_text("Có mục chưa gửi đã quá 24 giờ.").wait_for()
    assert "old" in (phone.page.locator("[data-outbox-badge]").get_attribute("class") or "")


def test_whoever_reads_inside_another_program_is_told_to_open_a_real_browser(at: At) -> None:
    for name, count in ((ZALO, 1), (ZALO.replace("Zalo/24.10", "Safari/537.36"), 0)):
        page = at("cadre", phone=True, user_agent=name).visit("/")
        notice = page.locator("#outbox-notices").get_by_text("Đang mở trong Zalo hoặc Facebook")
        until(lambda seen=notice, n=count: seen.count() == n, name)  # type: ignore[misc]


def test_a_file_the_phone_writes_is_brought_in_by_the_office_under_the_cadres_name(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Máy sắp hỏng")
    phone.page.goto("/outbox")
    with phone.page.expect_download() as begun:
        phone.page.get_by_role("button", name="Xuất mục chưa gửi ra tệp").click()
    file = phone.profile.parent / begun.value.suggested_filename
    begun.value.save_as(file)
    item = phone.items()[0]
    phone.page.evaluate("() => Outbox.all().then(([one]) => Outbox.remove(one.seq))")
    field.line("up")
    phone.sign_in("office")
    phone.page.goto("/phones/")
    phone.page.locator("#file").set_input_files(file)
    phone.page.get_by_role("button", name="Nhập tệp").click()
    phone.page.locator("main").get_by_text("Đã ghi").wait_for()
    row = store.first("SELECT uid, who FROM change WHERE fact = 'visited'")
    assert row == {"uid": item["uid"], "who": CADRE.name}


def test_an_area_taken_away_meanwhile_keeps_the_report_and_says_why(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Trước khi đổi địa bàn")
    phone.rested()
    store.run("UPDATE scope SET unit_uid = 'b' WHERE person_uid = :who", who=CADRE.uid)
    field.line("up")
    until(lambda: phone.states() == ["review"], "not shown for review")
    phone.page.goto("/outbox")
    phone.page.get_by_text("Không tìm thấy hồ sơ này trong phạm vi").wait_for()
    assert "Trước khi đổi địa bàn" in phone.page.locator("main").inner_text()
    row = store.first(f"SELECT standing, {WHY} FROM change c WHERE fact = 'visited'")
    assert row == {"standing": "refused", "why": "Trước khi đổi địa bàn"}


def test_a_report_written_by_the_edition_before_is_sent_by_the_new_one(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Bản cũ")
    phone.page.evaluate(
        "() => Outbox.all().then(([one]) => { delete one.heldUntil; delete one.triedAt;"
        " delete one.undo; return Outbox.put(one); })"
    )
    field.kill()
    field.start("second edition")
    field.line("up")
    until(lambda: told(store) == ["Bản cũ"], "the old report is not sent")
    until(lambda: phone.states() == ["sent"], "not shown as sent")
