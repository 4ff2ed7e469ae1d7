"""At a gate without signal: the line is really cut, browser and server are really killed."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from clearance.rules.days import stamp
from clearance.store import Store, meta, open_store, people
from tests.browser.field import Field, kill_browser, until
from tests.browser.visitor import photo
from tests.given import FAMILY_A, NOW, OFFICE, step
from tests.web.town import a_town

pytestmark = pytest.mark.browser
CASE = "/households/HY-h"
VISIT = f"{CASE}/notes"


class Phone:
    """A cadre's phone: what is kept on it outlives the browser."""

    def __init__(self, field: Field, tools: Playwright, profile: Path) -> None:
        self.field, self.tools, self.profile = field, tools, profile
        self.open()

    def open(self) -> None:
        """Open the browser anew."""
        self.context: BrowserContext = self.field.phone(self.tools, self.profile)
        self.page: Page = self.context.pages[0]

    def kill(self) -> None:
        """kill -9 of the browser."""
        kill_browser(self.profile)
        with suppress(Error):
            self.context.close()

    def sign_in(self, role: str = "cadre") -> None:
        """At the door, by the button of a role."""
        self.page.goto("/login")
        self.page.locator(f"button[value={role}]").click()
        self.page.locator("form[action='/logout']").first.wait_for(state="attached")

    def save_the_day(self) -> None:
        """Wait until the pages of the day are on the phone."""
        self.page.goto("/")
        self.page.locator("#outbox-saved:not(:empty)").wait_for()

    def visit(self, words: str) -> None:
        """Record a visit."""
        self.page.goto(VISIT)
        self.page.locator("textarea[name=note]").fill(words)
        self.page.locator("button.primary").click()
        self.page.wait_for_url(f"**{CASE}")

    def items(self) -> list[dict[str, Any]]:
        """What waits on the phone."""
        found: list[dict[str, Any]] = self.page.evaluate("() => Outbox.all()")
        return found

    def states(self) -> list[str]:
        """Their states, oldest first."""
        return [item["state"] for item in self.items()]


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Field]:
    """A small town behind a server in a network of its own; its sessions are of today."""
    town = a_town(tmp_path / "data")
    meta.write(town.store, "demo", "1")
    town.store.close()
    made = Field(tmp_path / "data", NOW.isoformat())
    yield made
    made.end()


@pytest.fixture
def store(field: Field) -> Iterator[Store]:
    """The server's own store, to look things up in."""
    opened = open_store(field.data / "clearance.sqlite", (field.data / "digest.key").read_bytes())
    yield opened
    opened.close()


@pytest.fixture
def phone(field: Field, tmp_path: Path) -> Iterator[Phone]:
    """The cadre's phone, signed in, with the day saved."""
    with sync_playwright() as tools:
        made = Phone(field, tools, tmp_path / "profile")
        made.sign_in()
        made.context.close()  # Chromium writes a new cookie down at the end, or after 30 seconds
        made.open()
        made.save_the_day()
        yield made
        made.kill()


def told(store: Store) -> list[str]:
    """What the journal holds of visits, in order."""
    rows = store.query("SELECT why FROM change WHERE fact = 'visited' ORDER BY seq")
    return [row["why"] for row in rows]


def test_a_visit_made_without_signal_outlives_the_browser_and_arrives_once_without_a_tap(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Gặp bà Hường")
    assert "Đã lưu trên máy – chưa gửi" in phone.page.locator("main").inner_text()
    assert phone.page.locator("[data-outbox-badge] b").inner_text() == "1"
    phone.page.reload()
    assert phone.states() == ["waiting"]
    phone.kill()
    phone.open()
    phone.page.goto("/")
    assert phone.states() == ["waiting"]
    field.line("up")
    assert until(lambda: told(store) == ["Gặp bà Hường"], "not delivered") <= 5
    until(lambda: phone.states() == ["sent"], "not shown as sent")
    phone.page.goto("/outbox")
    entry = phone.page.locator("#outbox-list li").inner_text()
    assert "Đã gửi" in entry
    assert f"mã nhận {phone.items()[0]['receipt']}" in entry
    assert told(store) == ["Gặp bà Hường"]


def test_killing_the_server_under_the_phone_loses_and_doubles_nothing(
    phone: Phone, field: Field, store: Store
) -> None:
    for number in range(4):
        phone.page.goto(VISIT)
        phone.page.locator("textarea[name=note]").fill(f"lần {number}")
        phone.page.locator("button.primary").click(no_wait_after=True)
        field.kill()
        phone.page.wait_for_url(f"**{CASE}")
        field.start()
        phone.page.goto(CASE)
    until(lambda: set(phone.states()) == {"sent"}, "not all delivered", 60)
    assert told(store) == [f"lần {number}" for number in range(4)]


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
    field.line("up")
    until(lambda: phone.states() == ["sent"], "not delivered")
    rows = store.query("SELECT standing, reason, evidence FROM change WHERE why = 'Chụp nhà'"
                       " ORDER BY seq")  # fmt: skip
    assert [(r["standing"], r["reason"]) for r in rows] == [
        ("held", "photo_awaited"), ("accepted", None),
    ]  # fmt: skip
    sha256 = phone.items()[0]["photos"][0]["sha"]
    row = store.first("SELECT stored_as FROM evidence WHERE sha256 = :s", s=sha256)
    assert row
    kept = (field.data / "evidence" / row["stored_as"][:2] / row["stored_as"]).read_bytes()
    assert b"SecretPhone" not in kept


def test_a_session_that_ended_keeps_the_item_and_another_person_does_not_send_it(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("Của cán bộ A")
    people.revoke_all(store, "canbo.a", stamp(datetime.now(UTC) - timedelta(days=900)), "browser")
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
    page.goto(f"{CASE}/steps/inventoried")
    page.locator("input[name=happened_on]").fill("2026-11-19")
    page.locator("select[name=late_category]").select_option(index=1)
    page.locator("textarea[name=note]").fill("Chờ gia đình về")
    page.locator("input[type=file]").set_input_files([photo()])
    page.locator(".photo-shown").wait_for()
    page.locator("button.primary").click()
    page.wait_for_url(f"**{CASE}")
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
    taken = store.first("SELECT happened_on FROM step_taken WHERE step = 'inventoried'"
                        " AND subject_uid = 'h'")  # fmt: skip
    assert taken == {"happened_on": "2026-11-19"}


def test_a_poisoned_item_stops_no_other_and_can_be_deleted_alone(
    phone: Phone, field: Field, store: Store
) -> None:
    field.line("down")
    phone.visit("trước")
    poison = "{ ...one, seq: one.seq + 1, uid: 'x', change: { subject: 5 } }"
    phone.page.evaluate(f"() => Outbox.all().then(([one]) => Outbox.put({poison}))")
    phone.visit("sau")
    field.line("up")
    until(lambda: told(store) == ["trước", "sau"], "the others wait")
    until(lambda: sorted(phone.states()) == ["review", "sent", "sent"], "the bad one is not shown")
    phone.page.goto("/outbox")
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.page.locator("li[data-state=review] button.danger").click()
    until(lambda: phone.states() == ["sent", "sent"], "not deleted")


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


def test_a_dump_of_the_phone_holds_no_number_of_an_identity_and_no_money(
    phone: Phone, field: Field
) -> None:
    field.line("down")
    phone.visit("Gặp")
    held = dump(phone.page)
    assert FAMILY_A.full_name in held
    secrets = (FAMILY_A.id_number, "987654321", "987.654.321", FAMILY_A.address, FAMILY_A.note)
    assert [secret for secret in secrets if secret in held] == []
