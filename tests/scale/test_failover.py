"""The database server dies under its writers; its replica takes over with all it answered for."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

import pytest

from clearance.record import record
from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.store import Store, Unreachable, open_store
from clearance.store.engine import dialect
from clearance.store.journal import changes
from tests import given
from tests.given import KEY, NOW, OFFICE, PROJECT
from tests.machines import Machine, a_pair

WRITERS = 4
CHANGES = int(os.environ.get("CHANGES", "300"))
Told = dict[str, tuple[str, int | None]]


@pytest.fixture
def pair() -> Iterator[tuple[Machine, Machine]]:
    """A primary and its synchronous replica."""
    machines = a_pair()
    yield machines
    for machine in machines:
        machine.remove()


def both(first: Machine, spare: Machine) -> str:
    """The address postgresql.md recommends: both machines, whichever takes changes."""
    hosts = f"{first.folder},{spare.folder}"
    return f"postgresql://clearance@/office?host={hosts}&target_session_attrs=read-write"


def write(store: Store, name: int, heard: Semaphore) -> Told:
    """Record one change after another until the server is gone; what it answered for."""
    told: Told = {}
    try:
        while True:
            change = Change(
                "household",
                f"h{name}",
                "revised",
                {"village": f"Thôn {len(told)}"},
                project_uid=PROJECT,
            )
            outcome = record(store, change, OFFICE, NOW)
            told[change.uid] = (outcome.standing, outcome.seq)
            heard.release()
    except Unreachable:
        return told
    finally:
        store.close()


def kept(store: Store) -> Told:
    """What the journal holds of the writers' changes."""
    rows = store.query("SELECT uid, standing, seq FROM change WHERE fact = 'revised'")
    return {row["uid"]: (row["standing"], row["seq"]) for row in rows}


def test_a_promoted_replica_has_every_change_that_was_acknowledged_and_takes_more(
    pair: tuple[Machine, Machine],
) -> None:
    first, spare = pair
    store, heard = open_store(both(first, spare), KEY), Semaphore(0)
    assert dialect.risks(store) == []
    given.a_project(store)
    for name in range(WRITERS):
        given.a_household(store, f"h{name}")
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, store, name, heard) for name in range(WRITERS)]
        for _ in range(CHANGES):
            assert heard.acquire(timeout=60), "nothing is recorded"
        first.kill()
    told = {uid: answer for job in writing for uid, answer in job.result().items()}
    assert len(told) >= CHANGES
    _refused_before_it_is_promoted(spare)
    spare.promote()
    found = kept(store)
    assert {uid: found.get(uid) for uid in told} == told
    _whole(store)
    assert given.step(store, "h0", "notified").is_accepted
    _whole(store)


def _refused_before_it_is_promoted(spare: Machine) -> None:
    copy = open_store(spare.url(), KEY)
    change = Change("household", "h0", "revised", {"village": "Bản sao"}, project_uid=PROJECT)
    with pytest.raises(Unreachable, match="read-only"):
        record(copy, change, OFFICE, NOW)
    copy.close()


def _whole(store: Store) -> None:
    """The journal gives the state, its chain holds and no number is missing."""
    assert differences(store) == []
    assert changes.broken_links(store) == []
    row = store.first("SELECT COUNT(*) AS n, MAX(seq) AS last FROM change")
    assert row
    assert row["n"] == row["last"]
