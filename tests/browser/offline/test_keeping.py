"""What the phone keeps: the day, nothing else, and nothing for the next person."""

import pytest
from playwright.sync_api import Page

from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, VISIT, Phone
from tests.given import FAMILY_A

pytestmark = pytest.mark.browser


def dump(page: Page) -> str:
    """All that caches and databases hold, as text."""
    text: str = page.evaluate(
        """async () => { let out = "";
        for (const name of await caches.keys()) { const store = await caches.open(name);
          for (const key of await store.keys()) {
            const reply = await store.match(key);
            if (/image/.test(reply.headers.get("Content-Type"))) continue;
            out += key.url + await reply.text();
        } }
        return out + JSON.stringify(await Outbox.all()); }"""
    )
    return text


def test_the_pages_of_the_day_search_and_places_work_without_signal(
    phone: Phone, field: Field
) -> None:
    field.line("down")
    page = phone.page
    for path in ("/", CASE, VISIT, f"{CASE}/obstacles"):
        page.goto(path)
        assert "chưa lưu trên máy" not in page.locator("main").inner_text(), path
    page.goto("/map")
    assert "chưa lưu trên máy" in page.locator("main").inner_text()
    for words in ("dang thi huong", "Km0+90"):
        page.locator("main input[type=search]").fill("")
        page.locator("main input[type=search]").press_sequentially(words)
        page.locator("main .found a").filter(has_text=FAMILY_A.full_name).first.wait_for()


def test_whoever_reads_english_reads_it_without_signal_too(phone: Phone, field: Field) -> None:
    page = phone.page
    page.goto("/account?lang=en")
    phone.save_the_day()
    held = "async () => (await (await caches.match('/households/HY-h/notes')).text())"
    until(lambda: "Visit, note" in page.evaluate(held), "the pages are not drawn anew")
    field.line("down")
    for path, words in (
        (VISIT, "Visit, note"),
        ("/map", "No signal, and this page is not saved"),
        ("/outbox", "Unsent items"),
    ):
        page.goto(path)
        page.get_by_role("heading", name=words).first.wait_for()


def test_after_signing_out_nothing_of_any_household_is_left_on_the_phone(
    phone: Phone, field: Field
) -> None:
    phone.page.goto("/account")
    phone.page.locator("form[action='/logout'] button").first.evaluate("b => b.click()")
    phone.page.wait_for_url("**/login")
    until(lambda: not phone.page.evaluate("() => caches.has('pages')"), "pages are left")
    field.line("down")
    phone.page.goto(CASE)
    assert "chưa lưu trên máy" in phone.page.locator("main").inner_text()
    assert FAMILY_A.full_name not in dump(phone.page)


def test_a_dump_of_the_phone_holds_no_number_of_an_identity_and_no_money(
    phone: Phone, field: Field
) -> None:
    field.line("down")
    phone.visit("Gặp")
    held = dump(phone.page)
    assert FAMILY_A.full_name in held
    secrets = (FAMILY_A.id_number, "987654321", "987.654.321", FAMILY_A.address, FAMILY_A.note)
    assert [secret for secret in secrets if secret in held] == []


def test_a_new_version_comes_by_a_tap_and_never_under_a_form_that_is_being_written(
    phone: Phone, field: Field
) -> None:
    page = phone.page
    page.goto(VISIT)
    page.locator("textarea[name=note]").fill("nửa chừng")
    field.kill()
    field.start("second edition")
    field.line("down")
    field.line("up")
    button = page.get_by_role("button", name="Dùng phiên bản mới")
    button.click()
    page.get_by_text("Hãy gửi hoặc xóa phần đang viết trước").wait_for()
    assert page.locator("textarea[name=note]").input_value() == "nửa chừng"
    page.locator("textarea[name=note]").fill("")
    with page.expect_navigation():
        button.click()
    assert button.count() == 0
