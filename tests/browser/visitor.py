"""Somebody at a browser, who notes everything a page should not have done."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.world import Served

PHONE = {"width": 360, "height": 640}
LAPTOP = {"width": 1366, "height": 768}
ROLES = ("cadre", "leader", "liaison", "office", "admin")


class Visitor:
    """One browser window at one world; `faults` collects what went wrong under the page."""

    def __init__(self, browser: Browser, served: Served, state: Any = None, **more: Any) -> None:
        more = {"viewport": LAPTOP, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | more
        self.context = browser.new_context(base_url=served.address, storage_state=state, **more)
        self.served, self.faults, self.taps = served, [], 0  # type: ignore[var-annotated]
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # An answer that is no page (404, 422) is told on the console too; the tests look at it.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.served.address, "data:", "blob:")):
            self.faults.append(f"{self.page.url} asked for {request.url}")

    def visit(self, path: str) -> Page:
        """Open a page that must be there."""
        answer = self.page.goto(path)
        assert answer and answer.status == 200, (path, answer and answer.status)
        return self.page

    def tap(self, selector: str) -> None:
        """One touch, counted."""
        self.taps += 1
        self.page.locator(selector).first.click()

    def main(self) -> str:
        """What the page says to its reader."""
        return self.page.locator("main").inner_text()

    def until(self, test: str, arg: Any = None) -> Any:
        """Wait until an expression holds; looked at frame by frame, as the CSP forbids eval."""
        return self.page.evaluate(
            "async ([test, arg]) => { for (let i = 0; i < 600; i++) {"
            " await new Promise(requestAnimationFrame); if (TESTS[test](arg)) return true; }"
            " return false; }".replace("TESTS", _TESTS),
            [test, arg],
        )

    def close(self) -> None:
        """End; nothing may have gone wrong underneath."""
        self.context.close()
        assert self.faults == [], self.faults


#: What can be waited for.
_TESTS = """({
  painted: () => [...document.querySelectorAll(".map canvas")].some((c) => c.width &&
    c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v)),
  counted: (key) => Number((document.querySelector(`[data-count="${key}"]:not([hidden]) b`)
    ?.textContent || "0").replace(/\\D/g, "")) > 0,
  legend: ([key, number]) => Number(document.querySelector(`[data-count="${key}"] b`)
    ?.textContent.replace(/\\D/g, "")) === number,
  whole: () => document.querySelector(".map canvas.leaflet-tile")
    && !document.querySelector(".map canvas.leaflet-tile:not(.leaflet-tile-loaded)"),
  more: ([key, number]) => Number(document.querySelector(`[data-count="${key}"] b`)
    ?.textContent.replace(/\\D/g, "")) > number,
  located: (part) => document.querySelector("[data-locate] output").textContent.includes(part),
  day: (part) => document.querySelector("[data-day]").textContent.includes(part),
})"""


def sign_in(browser: Browser, served: Served, role: str) -> Any:
    """The cookies of somebody who pressed the button of a role."""
    visitor = Visitor(browser, served)
    visitor.visit("/login")
    visitor.page.locator(f"button[value={role}]").click()
    visitor.page.locator("form[action='/logout']").first.wait_for(state="attached")
    state = visitor.context.storage_state()
    visitor.close()
    return state


def photo(name: str = "bien-ban.jpg") -> dict[str, Any]:
    """A picture as a phone takes it, with a place and a device in its EXIF block."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "SecretPhone"
    Image.effect_noise((2000, 1500), 60).convert("RGB").save(out, "JPEG", exif=exif, quality=80)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def whole(text: str) -> int:
    """The first whole number in a text, thousands marks left out."""
    found = re.search(r"\d[\d.,\u00a0]*", text)
    assert found, text
    return int(re.sub(r"\D", "", found[0]))


At = Callable[..., Visitor]
