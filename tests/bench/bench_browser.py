"""The map in Chromium at three sizes, beside one folium page and a map of GeoJSON by box."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import Flask
from playwright.sync_api import BrowserContext, sync_playwright
from waitress.server import create_server

from clearance.geo.crs import DEFAULT, WGS84, convert
from clearance.rules.people import Who
from tests.bench.nation import Road, build
from tests.bench.registry import Figure, Setup, benchmark
from tests.bench.rivals import rivals
from tests.bench.world import client_as

#: What must not be waited for: tiles asked for while nobody knows yet that the page is done.
_QUIET_MS = 1500
_WATCH = """() => { window.long = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.long = one.startTime + one.duration;
}).observe({ type: "longtask", buffered: true }); }"""
#: Later of load event, last resource (news apart) and last long task, in ms from the start.
_DONE = """() => Math.max(performance.getEntriesByType("navigation")[0].loadEventEnd, window.long,
  ...performance.getEntriesByType("resource").filter((r) => !r.name.includes("/map/changes"))
    .map((r) => r.responseEnd))"""
#: Mountain 3G: bytes a second each way and the way there and back.
_SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@dataclass(frozen=True, slots=True)
class View:
    """What a page cost: time to interactive, bytes on the line, memory of the page."""

    ms: float
    kb: float
    mb: float


def serve(app: Flask) -> str:
    """Serve on a free port until the process ends; its address."""
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


def look(context: BrowserContext, address: str, line: dict[str, Any] | None = None) -> View:
    """Open an address in a new page with an empty cache."""
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    tools, sent = context.new_cdp_session(page), [0.0]
    tools.send("Network.enable")
    tools.send("Network.clearBrowserCache")
    if line:
        tools.send("Network.emulateNetworkConditions", line)
    tools.on("Network.loadingFinished", lambda e: sent.append(e["encodedDataLength"]))
    page.goto(address, timeout=120_000)
    page.wait_for_timeout(_QUIET_MS * (4 if line else 1))
    memory = tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    seen = View(page.evaluate(_DONE), sum(sent) / 1000, memory)
    page.close()
    return seen


def centre() -> tuple[float, float]:
    """Latitude and longitude of a place on the first road."""
    ((x, y),) = convert(Road(0).at(np.array([24_000.0]), np.zeros(1)), DEFAULT, WGS84).tolist()
    return (y, x)


def figures(
    name: str, size: str, seen: View, ms: float | None = None, kb: float | None = None
) -> Iterator[Figure]:
    yield Figure(f"{name}: interactive", size, seen.ms, "ms", ms)
    yield Figure(f"{name}: on the line", size, seen.kb, "kB", kb)
    yield Figure(f"{name}: memory of scripts", size, seen.mb, "MB")


@benchmark("browser")
def first_views(setup: Setup) -> Iterator[Figure]:
    """First view from afar and at z15, empty cache, 5k, 50k and 1M parcels; rivals at 5k."""
    near = "/map?view=15/{:.5f}/{:.5f}".format(*centre())
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium",
                                        args=["--no-sandbox", "--disable-gpu"])  # fmt: skip
        for count in (5_000, 50_000) if setup.is_quick else (5_000, 50_000, 1_000_000):
            app = build(setup.folder / str(count), count)
            address, size = serve(app), f"{count:,} parcels, Chromium"
            token = client_as(app, "leader").environ_base["HTTP_AUTHORIZATION"]
            context = browser.new_context(viewport={"width": 1366, "height": 768},
                                          extra_http_headers={"Authorization": token})  # fmt: skip
            look(context, address + "/map")  # warms the server, as any second visitor finds it
            yield from figures("first view", size, look(context, address + "/map"), 600, 120)
            yield from figures("parcels at z15", size, look(context, address + near), 600, 120)
            if count == 5_000:
                slow = look(context, address + "/map", _SLOW)
                yield Figure("first view, 400 kbit/s and 400 ms", size, slow.ms, "ms")
                yield from _rivals(context, app, size, look(context, address + "/map").ms)
            context.close()
        browser.close()


def _rivals(context: BrowserContext, app: Flask, size: str, ours: float) -> Iterator[Figure]:
    store = app.extensions["clearance"].store
    other = serve(rivals(store, Who("leader", "leader", "leader"), "2026-11-28", centre()))
    whole = look(context, other + "/folium")
    yield from figures("one folium page", size, whole)
    yield Figure("times faster than one folium page", size, whole.ms / ours, "×", 10, at_least=True)
    yield from figures("GeoJSON by box at z15", size, look(context, other + "/box"))
