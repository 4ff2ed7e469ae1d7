"""A cadre's phone in front of a gate, and the server far away."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from clearance.store import Store
from clearance.store.journal import meta
from clearance.store.journal.remarks import WHY
from tests.browser.field import Field, kill_browser
from tests.browser.visitor import photo
from tests.given import NOW
from tests.web.town import a_town

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
        self.context.set_default_timeout(90e3)  # a busy machine is slow, not wrong
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

    def begin(self) -> None:
        """Sign in and save the day; from then on the phone can do without a line."""
        self.sign_in()
        self.context.close()  # Chromium writes a new cookie down at the end, or after 30 seconds
        self.open()
        self.save_the_day()

    def save_the_day(self) -> None:
        """Wait until the pages of the day are on the phone."""
        self.page.goto("/")
        self.page.locator("#outbox-saved:not(:empty)").wait_for()

    def visit(self, words: str, case: str = CASE) -> None:
        """Record a visit."""
        self.page.goto(f"{case}/notes")
        self.page.locator("textarea[name=note]").fill(words)
        self.page.locator("button.primary").click()
        self.page.wait_for_url(f"**{case}")

    def inventory(self, day: str = "2026-11-20") -> None:
        """Record the next step, late, with its reason and a photo."""
        page = self.page
        page.goto(f"{CASE}/steps/inventoried")
        page.locator("input[name=happened_on]").fill(day)
        page.locator("select[name=late_category]").select_option(index=1)
        page.locator("textarea[name=note]").fill("Chờ gia đình về")
        page.locator("input[type=file]").set_input_files([photo()])
        page.locator(".photo-shown").wait_for()
        page.locator("button.primary").click()
        page.wait_for_url(f"**{CASE}")

    def rested(self) -> None:
        """Let the ten seconds in which a report can be taken back be over."""
        self.page.evaluate("() => Outbox.release()")

    def items(self) -> list[dict[str, Any]]:
        """What waits on the phone."""
        found: list[dict[str, Any]] = self.page.evaluate("() => Outbox.all()")
        return found

    def word(self, name: str) -> Any:
        """What the phone noted under a name."""
        return self.page.evaluate("(name) => Outbox.word(name)", name) or {}

    def states(self) -> list[str]:
        """Their states, oldest first."""
        return [item["state"] for item in self.items()]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a small town, to be copied; its sessions are of today."""
    made = a_town(tmp_path_factory.mktemp("town") / "data")
    meta.write(made.store, "demo", "1")
    folder = made.app.extensions["clearance"].settings.data
    made.store.close()
    return Path(folder)


@pytest.fixture
def field(town: Path, tmp_path: Path) -> Iterator[Field]:
    """A small town behind a server in a network of its own."""
    made = Field(shutil.copytree(town, tmp_path / "data"), NOW.isoformat())
    yield made
    made.end()


@pytest.fixture
def store(field: Field) -> Iterator[Store]:
    """The server's own store, to look things up in."""
    opened = field.store()
    yield opened
    opened.close()


@pytest.fixture
def phone(field: Field, tools: Playwright, tmp_path: Path) -> Iterator[Phone]:
    """The cadre's phone, signed in, with the day saved."""
    made = Phone(field, tools, tmp_path / "profile")
    made.begin()
    yield made
    made.kill()


def told(store: Store) -> list[str]:
    """What the journal holds of visits, in order."""
    rows = store.query(f"SELECT {WHY} FROM change c WHERE fact = 'visited' ORDER BY seq")
    return [row["why"] for row in rows]
