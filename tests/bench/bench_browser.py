"""The map in Chromium at three sizes, beside folium pages and a map of GeoJSON by box."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Flask
from playwright.sync_api import BrowserContext, Page, sync_playwright

from clearance.geo.crs import WEB, WGS84, convert
from clearance.maps.features import Box
from clearance.record import record
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.map import shapes
from tests.bench.looking import SLOW, figures, look, middle_view, opened
from tests.bench.nation import DAY, LEADER, build, centre
from tests.bench.registry import Figure, Setup, benchmark, middle
from tests.bench.serving import serve
from tests.bench.world import client_as

OFFICE = Who("leader", "leader", "office")
#: Each view is looked at so often: the median is told.
_LOOKS = 7
#: So often ours and a rival of that size are looked at in turn: a busy moment meets both.
_PAIRS = {5_000: 7, 50_000: 1}
_ON_A_WEAK_LINE = (("one folium page, made before", "/kept"), ("GeoJSON by box at z15", "/box"))


@benchmark("browser")
def first_views(setup: Setup) -> Iterator[Figure]:
    """First view from afar and at z15 and a pan, empty cache, 5k, 50k and 1M parcels; rivals."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for count in (5_000, 50_000) if setup.is_quick else (5_000, 50_000, 1_000_000):
            app = build(setup.folder / str(count), count)
            token = client_as(app, "leader").environ_base["HTTP_AUTHORIZATION"]
            context = browser.new_context(
                viewport={"width": 1366, "height": 768}, extra_http_headers={"Authorization": token}
            )
            size = f"{count:,} parcels, Chromium"
            address = serve(app)
            yield from _ours(context, app, address, size)
            if count <= (5_000 if setup.is_quick else 50_000):
                yield from _rivals(context, address + "/map", serve(app, count), count, size)
            context.close()
        browser.close()


def _ours(context: BrowserContext, app: Flask, address: str, size: str) -> Iterator[Figure]:
    near = address + "/map?view=15/{:.5f}/{:.5f}".format(*centre())
    look(context, address + "/map")  # warms the server, as any second visitor finds it
    far = [look(context, address + "/map")[0] for _ in range(_LOOKS)]
    yield from figures("first view", size, middle_view(far), 600, 120)
    seen = [look(context, near, is_moved=True) for _ in range(_LOOKS)]
    yield from figures("parcels at z15", size, middle_view([one[0] for one in seen]), 600, 120)
    yield from figures("pan by three maps", size, middle_view([one[1] for one in seen]))
    for name, page in (("first view", address + "/map"), ("parcels at z15", near)):
        slow = look(context, page, SLOW)[0]
        yield Figure(f"{name}, 400 kbit/s and 400 ms", size, slow.ms, "ms")
    yield Figure(
        "save → repainted for another viewer",
        size,
        middle(_repaints(context, app, near)),
        "ms",
        1000,
    )


def _repaints(context: BrowserContext, app: Flask, address: str) -> list[float]:
    """Milliseconds from the answer to a report until the canvas of an open map is painted anew."""
    store: Store = app.extensions["clearance"].store
    page, _tools = opened(context)
    page.goto(address)
    page.wait_for_timeout(2000)
    found = shapes.list_cases(store, LEADER, DAY, DAY, "parcels", _around(), 500)
    standing = [row["code"] for row in found if not row["cleared_on"]]
    spent = [_repaint(store, page, code) for code in standing[:5]]
    page.close()
    return spent


def _repaint(store: Store, page: Page, code: str) -> float:
    uid = store.value("SELECT uid FROM parcel WHERE code = :c", c=code)
    patch = {"subject": "parcel", "subject_uid": uid, "kind": "PRICE"}
    change = Change("obstacle", f"o-{code}", "opened", project_uid="p", patch=patch, why="giá")
    outcome = record(store, change, OFFICE, datetime.now(UTC))
    saved = time.time() * 1000
    if not outcome.is_accepted:
        raise RuntimeError(f"{code}: {outcome}")
    for _ in range(200):
        page.wait_for_timeout(20)
        painted: float = page.evaluate("() => window.painted")
        if painted > saved:
            return painted - saved
    raise RuntimeError(f"{code} was not painted anew")


def _around() -> Box:
    """A box (EPSG:3857) in the middle of that view."""
    ((x, y),) = convert([centre()[::-1]], WGS84, WEB).tolist()
    return (x - 150, y - 600, x + 150, y + 600)


def _rivals(
    context: BrowserContext, ours: str, other: str, count: int, size: str
) -> Iterator[Figure]:
    """The same number of parcels by folium's own means, and GeoJSON by box."""
    for name, path in (
        ("one folium page, made when asked for", "/folium"),
        ("one folium page, made before", "/kept"),
    ):
        pairs = [look(context, ours) + look(context, other + path) for _ in range(_PAIRS[count])]
        quick, whole = (middle_view(list(seen)) for seen in zip(*pairs, strict=True))
        yield from figures(name, size, whole)
        must, times = 10 if path == "/folium" and count == 5_000 else None, whole.ms / quick.ms
        yield Figure(f"times faster than {name}", size, times, "×", must, at_least=True)
    yield from figures("GeoJSON by box at z15", size, look(context, other + "/box")[0])
    for name, path in _ON_A_WEAK_LINE if count == 5_000 else ():
        slow = look(context, other + path, SLOW)[0]
        yield Figure(f"{name}, 400 kbit/s and 400 ms", size, slow.ms, "ms")
