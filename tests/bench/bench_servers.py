"""Two application servers on one PostgreSQL, written to over HTTP at the national peak."""

from collections.abc import Iterator
from pathlib import Path

from clearance.store import open_store
from clearance.store.journal import changes
from tests.appservers import a_token, app_servers, errors, missing_numbers, together
from tests.bench.registry import Figure, Setup, benchmark, middle, tail
from tests.bench.writers import HOLDER, KEY, a_store_with_households

RATE = 200


@benchmark("servers", ("postgresql",))
def two_servers(setup: Setup) -> Iterator[Figure]:
    """POST /sync at random moments, 200 a second in all; an answer that is no 200 is an error."""
    size, address = "2 app servers, 8 phones", str(setup.address("servers"))
    uids = a_store_with_households(address, setup.times(6_000))
    (setup.folder / "digest.key").write_bytes(KEY)
    store = open_store(address, KEY)
    with app_servers(_environment(setup.folder, address), 2) as ports:
        standings, spent, seconds = together(ports, a_token(store, HOLDER), uids, RATE)
    yield Figure("POST /sync, offered", size, RATE, "/s")
    yield Figure("POST /sync, recorded", size, len(spent) / seconds, "/s", 190, at_least=True)
    yield Figure("POST /sync, median", size, middle(spent), "ms")
    yield Figure("POST /sync, p99", size, tail(spent, 99), "ms")
    yield Figure("answers that are errors", size, errors(standings), "", 0)
    faults = missing_numbers(store) + len(changes.broken_links(store))
    yield Figure("breaks in the order of the journal", size, faults, "", 0)
    store.close()


def _environment(folder: Path, address: str) -> dict[str, str]:
    return {"CLEARANCE_DATA": str(folder), "CLEARANCE_DATABASE": address}
