"""The door under eight writing processes: rate, tail, nothing locked, nothing lost."""

from collections.abc import Iterator

from clearance.store import open_store
from tests.bench.registry import Figure, Setup, benchmark, middle, tail
from tests.bench.writers import KEY, WRITERS, a_store_with_households, together


@benchmark("record")
def eight_writers(setup: Setup) -> Iterator[Figure]:
    """Flat out, then at 200 a second; a locked database or a refusal ends the benchmark."""
    size = f"{WRITERS} processes, synchronous FULL"
    path, uids = a_store_with_households(setup.folder, setup.times(4_000))
    spent, seconds = together(path, uids)
    yield Figure("record, flat out", size, len(spent) / seconds, "/s", 500, at_least=True)
    spent, _ = together(path, uids[: setup.times(2_000)], rate=200)
    yield Figure("record at 200/s, median", size, middle(spent), "ms")
    yield Figure("record at 200/s, p99", size, tail(spent, 99), "ms", 50)
    yield Figure("changes lost", size, _lost(path, len(uids) + setup.times(2_000)), "", 0)


def _lost(path: object, revised: int) -> int:
    store = open_store(str(path), KEY)
    found = store.value("SELECT COUNT(*) FROM change WHERE fact = 'revised'")
    store.close()
    return revised - int(found)
