"""One road as the first reader after a change finds it: read, partitioned, drawn."""

import gzip
from collections.abc import Iterator

from clearance.maps.strip import Strip, draw
from clearance.reports.corridor.ground import ground, on_day
from clearance.rules.corridor.handover import Handover, stretches
from clearance.store import open_store
from clearance.store.corridor import corridor
from clearance.store.engine.connection import Row
from clearance.web.frame.context import Desk
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms
from tests.bench.world import a_demo
from tests.engines import ENGINES

DAY = "2026-01-01"


def read_anew(address: str, road: Row) -> Handover:
    """Clear, blocked and unknown runs with nothing kept from earlier; the server's share too."""
    store = open_store(address)
    state = on_day(store, road, DAY)
    store.close()
    return state


def a_strip(address: str, road: Row) -> str:
    """The road's strip map from what the database holds."""
    state, store = read_anew(address, road), open_store(address)
    here = ground(store, road)
    ends = (here.start_m, here.start_m + here.length_m)
    drawn = draw(Strip(*ends, state.full, state.left, state.right, as_of=DAY))
    store.close()
    return drawn


@benchmark("road", ENGINES)
def road(setup: Setup) -> Iterator[Figure]:
    """From opening the database to the stretches of a district's road and to its strip map."""
    with a_demo(setup) as app:
        desk: Desk = app.extensions["clearance"]
        first, address = corridor.list_alignments(desk.store)[0], desk.store.path
        clear = timed_ms(lambda: stretches(read_anew(address, first).full), setup.times(10))
        drawn = timed_ms(lambda: a_strip(address, first), setup.times(10))
        size = "district, read from the database"
        yield Figure("stretches of a road, nothing kept", size, middle(clear), "ms", 600)
        yield Figure("its strip map, nothing kept", size, middle(drawn), "ms", 1200)
        sent = len(gzip.compress(a_strip(address, first).encode(), 6)) / 1000
        yield Figure("its strip map, sent", size, sent, "kB gz", 5)
