"""The cadre's first page over a weak line: first visit, second visit, and without any line."""

import threading
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from tests.bench.registry import Figure, Setup, benchmark
from tests.bench.world import a_demo
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.visitor import PHONE

#: 400 kbit/s, 400 ms there and back.
_WEAK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_TIMES = """async () => { await new Promise((done) => { setTimeout(done, 300); });
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return [paint.startTime / 1000, page.loadEventEnd / 1000]; }"""


@benchmark("offline", ("sqlite",))
def offline(setup: Setup) -> Iterator[Figure]:
    """Seconds to the first paint and to the end of loading; bytes over the wire."""
    with a_demo(setup, "district") as app, sync_playwright() as tools:
        server: Any = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
        threading.Thread(target=server.run, daemon=True).start()
        address = f"http://127.0.0.1:{server.effective_port}"
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        state = _signed_in(browser, address)
        paint, load, size = _first(_page(browser, address, state))
        line = "district, 400 kbit/s, 400 ms"
        yield Figure("cadre's first page, first paint", line, paint, "s", 1.5)
        yield Figure("cadre's first page, loaded", line, load, "s", 3)
        yield Figure("cadre's first page, bytes", line, size / 1000, "kB", 40)
        page = _page(browser, address, state)
        again, cut = _again(page)
        yield Figure("cadre's first page, second load", line, again, "s", 0.5)
        yield Figure("the same, ratio to the first load", line, load / again, "×", 3, at_least=True)
        yield Figure("cadre's first page, no line at all", "district", cut, "s", 0.5)
        browser.close()
        server.close()


def _page(browser: Browser, address: str, state: Any = None) -> Page:
    context = browser.new_context(base_url=address, viewport=PHONE, storage_state=state)
    return context.new_page()


def _signed_in(browser: Browser, address: str) -> Any:
    page = _page(browser, address)
    page.goto("/login")
    page.locator("button[value=cadre]").click()
    page.locator("form[action='/logout']").first.wait_for(state="attached")
    return page.context.storage_state()


def _weaken(page: Page) -> list[float]:
    """A weak line; gives the sizes of what comes over it."""
    wire, sizes = page.context.new_cdp_session(page), []  # type: ignore[var-annotated]
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", _WEAK)
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def _first(page: Page) -> tuple[float, float, float]:
    sizes = _weaken(page)
    page.goto("/")
    paint, load = page.evaluate(_TIMES)
    return paint, load, sum(sizes)


def _again(page: Page) -> tuple[float, float]:
    """Loading it when the day is on the phone: over the weak line, then over none."""
    page.goto("/")
    page.locator("#outbox-saved:not(:empty)").wait_for()
    _weaken(page)
    page.goto("/")
    _paint, again = page.evaluate(_TIMES)
    page.context.set_offline(True)
    page.goto("/")
    return again, page.evaluate(_TIMES)[1]
