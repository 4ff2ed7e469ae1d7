"""What a page costs in Chromium: time, bytes on the line, memory; its first view and a pan."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.bench.registry import Figure

#: A new window's own parts (the address bar is a page too) are loaded before the address is given.
_READY_MS = 2000
#: What must not be waited for: tiles asked for while nobody knows yet that the page is done.
_QUIET_MS = 1500
_WATCH = """() => { window.long = 0; window.painted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.long = one.startTime + one.duration;
  }).observe({ type: "longtask", buffered: true });
  const fill = CanvasRenderingContext2D.prototype.fill;
  CanvasRenderingContext2D.prototype.fill = function (...given) {
    window.painted = Date.now(); return fill.apply(this, given); };
}"""
#: Later of load event, last resource and last long task, in ms from the start. News are apart, and
#: the tab's icon: the browser fetches it after all else, and pages without one would gain by it.
_DONE = """() => Math.max(performance.getEntriesByType("navigation")[0].loadEventEnd, window.long,
  ...performance.getEntriesByType("resource").filter((r) => !/map.changes|favicon/.test(r.name))
    .map((r) => r.responseEnd))"""
#: Mountain 3G: bytes a second each way and the way there and back.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@dataclass(frozen=True, slots=True)
class View:
    """What a page cost: time to interactive, bytes on the line, memory of its scripts."""

    ms: float
    kb: float
    mb: float


def opened(context: BrowserContext, line: dict[str, Any] | None = None) -> tuple[Page, CDPSession]:
    """A new page with an empty cache that is watched."""
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.clearBrowserCache")
    if line:
        tools.send("Network.emulateNetworkConditions", line)
    page.wait_for_timeout(_READY_MS)
    return page, tools


def look(
    context: BrowserContext,
    address: str,
    line: dict[str, Any] | None = None,
    is_moved: bool = False,
) -> list[View]:
    """Open an address; with `is_moved` drag the map as well: two views."""
    page, tools = opened(context, line)
    sent = [0.0]
    tools.on("Network.loadingFinished", lambda e: sent.append(e["encodedDataLength"]))
    page.goto(address, timeout=240_000)
    page.wait_for_timeout(_QUIET_MS * (4 if line else 1))
    views = [_view(page, tools, sent, 0.0)]
    if is_moved:
        sent[:], start = [0.0], _drag(page)
        page.wait_for_timeout(_QUIET_MS)
        views.append(_view(page, tools, sent, start))
    page.close()
    return views


def _view(page: Page, tools: CDPSession, sent: list[float], start: float) -> View:
    memory = tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return View(max(page.evaluate(_DONE) - start, 0), sum(sent) / 1000, memory)


def _drag(page: Page) -> float:
    """Drag along the road, thrice the map's height; the page's own time at the last letting go."""
    frame = page.locator(".map").bounding_box()
    assert frame
    for _ in range(3):
        page.mouse.move(500, frame["y"] + frame["height"] - 20)
        page.mouse.down()
        page.mouse.move(500, frame["y"] + 20, steps=8)
        page.mouse.up()
    now: float = page.evaluate("() => performance.now()")
    return now


def middle_view(seen: list[View]) -> View:
    """The medians of several looks."""
    return View(*(median(getattr(one, name) for one in seen) for name in ("ms", "kb", "mb")))


def figures(
    name: str, size: str, seen: View, ms: float | None = None, kb: float | None = None
) -> Iterator[Figure]:
    """Three figures of one view, with budgets for the time and the bytes."""
    yield Figure(f"{name}: interactive", size, seen.ms, "ms", ms)
    yield Figure(f"{name}: on the line", size, seen.kb, "kB", kb)
    yield Figure(f"{name}: memory of scripts", size, seen.mb, "MB")
