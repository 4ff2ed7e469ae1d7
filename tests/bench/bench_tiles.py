"""Tiles of a million parcels in-process, beside another encoder on the same rows."""

from collections.abc import Iterator
from random import Random
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from flask.testing import FlaskClient

from clearance.geo.crs import DEFAULT, WGS84, convert
from clearance.maps.features import WORLD_M
from clearance.maps.mvt import rows_layer, tile_box
from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.map import tiles
from tests.bench.nation import Road, build
from tests.bench.registry import Figure, Setup, benchmark, middle, tail, timed_ms
from tests.bench.world import client_as

LEADER = Who("leader", "leader", "leader")
DAY = "2026-11-28"
Z = 14


def places(store: Store, count: int) -> list[tuple[int, int, int]]:
    """Tiles at z14 in which some parcel lies, drawn by chance."""
    last = int(store.value("SELECT MAX(id) FROM shape"))
    side = 2 * WORLD_M / 2**Z
    chance, found = Random(5), []
    for _ in range(count):
        row = store.first(
            "SELECT min_x, max_y FROM shape WHERE id = :id", id=chance.randrange(1, last)
        )
        assert row
        found.append(
            (Z, int((row["min_x"] + WORLD_M) / side), int((WORLD_M - row["max_y"]) / side))
        )
    return found


def timed_each(client: FlaskClient, addresses: list[str]) -> list[float]:
    """Milliseconds of each address, asked once."""
    spent = []
    for address in addresses:
        one = timed_ms(lambda address=address: client.get(address), 1)
        spent += one
    return spent


def theirs(rows: list[dict[str, Any]], box: tuple[float, ...]) -> bytes:
    """The same tile by mapbox-vector-tile."""
    features = [
        {
            "geometry": shapely.from_wkb(row["web_wkb"]),
            "properties": {"c": row["code"]},
            "id": row["id"],
        }
        for row in rows
    ]
    made: bytes = mapbox_vector_tile.encode(
        [{"name": "parcels", "features": features}],
        default_options={"quantize_bounds": box, "extents": 4096},
    )
    return made


@benchmark("tiles")
def million(setup: Setup) -> Iterator[Figure]:
    """Tiles, standings, news and strips where a million parcels lie (50,000 in a short run)."""
    count = 50_000 if setup.is_quick else 1_000_000
    app, size = build(setup.folder / "data", count), f"{count:,} parcels, in-process"
    store, client = app.extensions["clearance"].store, client_as(app, "leader")
    found = places(store, setup.times(300))
    spent = timed_each(client, [f"/tiles/parcels/{z}/{x}/{y}.pbf" for z, x, y in found])
    yield Figure("tile z14, whole request", size, middle(spent), "ms", 3)
    yield Figure("tile z14, whole request, p95", size, tail(spent, 95), "ms", 10)
    yield from encoders(store, found[: setup.times(30)], size)
    box = "bbox={},{},{},{}".format(*view())
    spent = timed_ms(lambda: client.get(f"/map/status?layers=parcels&{box}"), setup.times(30))
    sent = client.get(f"/map/status?layers=parcels&{box}", headers={"Accept-Encoding": "gzip"})
    yield Figure("standings of a view at z15", size, middle(spent), "ms")
    yield Figure(
        "sent again at a revisit: the standings alone", size, len(sent.data) / 1000, "kB gz", 2
    )
    spent = timed_ms(lambda: client.get("/map/changes?after=0"), setup.times(300))
    yield Figure("news when there are none, whole request", size, middle(spent), "ms", 1)
    nation = "bbox=100,8,112,24"
    spent = timed_ms(lambda: client.get(f"/map/strips/5000.json?{nation}"), setup.times(20))
    yield Figure("strips of the nation", size, middle(spent), "ms", 100)


def encoders(store: Store, found: list[tuple[int, int, int]], size: str) -> Iterator[Figure]:
    """Encoding alone, both on the same rows; of each the best of three: the machine is shared."""
    ours, others = [], []
    for place in found:
        box = tile_box(*place)
        rows = tiles.list_shapes(store, LEADER, DAY, "parcels", box)
        ours.append(min(timed_ms(lambda rows=rows, box=box: rows_layer("parcels", rows, box), 3)))
        others.append(min(timed_ms(lambda rows=rows, box=box: theirs(rows, box), 3)))
    yield Figure("encoding a tile z14", size, middle(ours), "ms")
    yield Figure("the same by mapbox-vector-tile", size, middle(others), "ms")
    yield Figure(
        "times faster than mapbox-vector-tile",
        size,
        middle(others) / middle(ours),
        "×",
        20,
        at_least=True,
    )


def view() -> tuple[float, float, float, float]:
    """West, south, east, north of a laptop's view at z15 with its margin, on the first road."""
    ((x, y),) = convert(Road(0).at(np.array([24_000.0]), np.zeros(1)), DEFAULT, WGS84).tolist()
    return (round(x - 0.04, 2), round(y - 0.02, 2), round(x + 0.04, 2), round(y + 0.02, 2))
