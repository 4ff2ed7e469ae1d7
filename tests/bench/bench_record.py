"""The door under eight writing processes: rate, tail, nothing locked, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

from clearance.store import open_store
from tests.bench.registry import Figure, Setup, benchmark, middle, tail
from tests.bench.writers import KEY, WRITERS, a_store_with_households, together
from tests.engines import ENGINES

#: A second: a server is asked over a socket, ten questions a change, by one writer at a time.
FLAT_OUT = {"sqlite": 500, "postgresql": 250}


@benchmark("record", ENGINES)
def eight_writers(setup: Setup) -> Iterator[Figure]:
    """Flat out, then at 200 a second; a locked database or a refusal ends the benchmark."""
    size = f"{WRITERS} processes, nothing lost at a power cut"
    path = setup.address("bench.db")
    uids = a_store_with_households(path, setup.times(4_000))
    spent, seconds = together(path, uids)
    yield Figure("record, flat out", size, len(spent) / seconds, "/s", FLAT_OUT[setup.engine], True)
    spent, _ = together(path, uids[: setup.times(2_000)], rate=200)
    yield Figure("record at 200/s, median", size, middle(spent), "ms")
    yield Figure("record at 200/s, p99", size, tail(spent, 99), "ms", 50)
    yield Figure("changes lost", size, _lost(path, len(uids) + setup.times(2_000)), "", 0)


def _lost(path: str | Path, revised: int) -> int:
    store = open_store(path, KEY)
    found = store.value("SELECT COUNT(*) FROM change WHERE fact = 'revised'")
    store.close()
    return revised - int(found)
