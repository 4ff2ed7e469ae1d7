"""A whole office to the other engine and back: `flask move` without its progress bar."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from clearance.store import Store, open_store
from clearance.store.journal import changes
from clearance.store.keeping import transfer
from tests.bench import synthetic
from tests.bench.registry import Figure, Setup, benchmark, server

NATIONAL = 500_000
_SUMS = (
    "SELECT COUNT(*) AS a, SUM(seq) AS b, SUM(LENGTH(patch)) AS c FROM change",
    "SELECT COUNT(*) AS a, SUM(version) AS b, SUM(approved_vnd) AS c FROM household",
    "SELECT COUNT(*) AS a, SUM(area_recovered_m2) AS b, SUM(chainage_from_m) AS c FROM parcel",
    "SELECT COUNT(*) AS a, SUM(LENGTH(legal_wkb)) AS b, SUM(LENGTH(web_wkb)) AS c FROM shape",
    "SELECT COUNT(*) AS a, SUM(seq) AS b FROM step_taken",
    "SELECT COUNT(*) AS a, SUM(LENGTH(words)) AS b FROM search_text",
    "SELECT COUNT(*) AS a, SUM(LENGTH(full_name)) AS b FROM identity",
)


def unlike(one: Store, other: Store) -> int:
    """Counts and sums asked in plain SQL, and the journal's head, that are not the same."""
    sums = [one.query(sql) == other.query(sql) for sql in _SUMS]
    return [*sums, changes.head(one) == changes.head(other)].count(False)


def moved(source: Store, target: str, back: Path, size: str) -> Iterator[Figure]:
    """There, compared, and back into a file; rates over every row of every table."""
    count = transfer.count_rows(source)
    server_store = open_store(target, source.digest_key)

    def there(tick: transfer.Tick) -> bool:
        return transfer.move(source, server_store, tick)

    def here(tick: transfer.Tick) -> bool:
        return transfer.move_to_file(server_store, back, tick)

    yield Figure("rows moved", size, count, "rows")
    yield Figure("a file moved to the server", size, _seconds(there), "s", count / 15_000)
    yield Figure("counts, sums, head unlike", size, unlike(source, server_store), "", 0)
    yield Figure("the server moved to a file", size, _seconds(here), "s", count / 15_000)
    yield Figure("unlike in the file that came back", size, _unlike(source, back), "", 0)
    yield Figure("size of the file", size, back.stat().st_size / 1e6, "MB")
    disk = server_store.value("SELECT pg_database_size(current_database())")
    yield Figure("size in the server", size, disk / 1e6, "MB")
    server_store.close()


def _unlike(source: Store, back: Path) -> int:
    returned = open_store(back)
    found = unlike(source, returned)
    returned.close()
    return found


def _seconds(move: Callable[[transfer.Tick], bool]) -> float:
    start = perf_counter()
    if not move(lambda _: None):
        raise RuntimeError("there was nothing to move")
    return perf_counter() - start


@benchmark("move")
def both_ways(setup: Setup) -> Iterator[Figure]:
    """An invented office with two parcels and 30 journal rows a household."""
    households = NATIONAL if setup.is_national else setup.times(10_000)
    start = perf_counter()
    source = synthetic.build(setup.folder / "from.sqlite", households)
    size = f"{2 * households:,} parcels, {30 * households:,} journal rows"
    yield Figure("such a file written", size, perf_counter() - start, "s")
    target = server().url(server().lease())
    yield from moved(source, target, setup.folder / "back.sqlite", size)
    source.close()
