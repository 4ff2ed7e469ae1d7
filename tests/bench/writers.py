"""Processes that record at once, as threads of several servers would."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random

from clearance.record import record, record_all
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, new_uid
from clearance.store import Store, open_store

WRITERS = 8
WHO = Who("bench-admin", "bench", "admin")
KEY = b"bench"
PROJECT, UNIT, HOLDER = new_uid(), new_uid(), new_uid()


@dataclass(frozen=True, slots=True)
class Shift:
    """One writer's work: which households, at how many a second (0: flat out)."""

    path: str | Path
    uids: tuple[str, ...]
    rate: float
    seed: int


def a_store_with_households(path: str | Path, count: int) -> list[str]:
    """Fill an empty database with a project and households; gives the households' uids."""
    store, now = open_store(path, KEY), datetime.now(UTC)
    uids = [new_uid() for _ in range(count)]
    record_all(store, _first(), WHO, now)
    record_all(store, _households(uids), WHO, now)
    store.close()
    return uids


def _first() -> Iterator[Change]:
    """A commune and an officer whose area it is."""
    area = {"person_uid": HOLDER, "unit_uid": UNIT}
    for subject, uid, patch in (
        ("project", PROJECT, {"code": "B", "name": "B"}),
        ("unit", UNIT, {"code": "1", "name": "1"}),
        ("person", HOLDER, {"name": "bench.b", "role": "cadre", "is_active": 1}),
        ("scope", new_uid(), area),
    ):
        yield Change(subject, uid, "registered", patch, project_uid=PROJECT)


def _households(uids: Iterable[str]) -> Iterator[Change]:
    same = {"unit_uid": UNIT, "kind": "household", "holder_uid": HOLDER}
    for number, uid in enumerate(uids):
        patch = {"code": f"B-{number:05}", **same}
        yield Change("household", uid, "registered", patch, project_uid=PROJECT)


_gates: list[Barrier] = []


def _stand_at(gate: Barrier) -> None:
    """Give a new process the gate all writers pass together."""
    _gates.append(gate)


def work(shift: Shift) -> list[float]:
    """Record one change a household; milliseconds of each from when it was due."""
    store, chance, spent = open_store(shift.path, KEY), Random(shift.seed), []
    _gates[0].wait()
    due = time.monotonic()
    for number, uid in enumerate(shift.uids):
        due = due + chance.expovariate(shift.rate) if shift.rate else time.monotonic()
        time.sleep(max(0.0, due - time.monotonic()))
        _record_one(store, uid, number)
        spent.append((time.monotonic() - due) * 1000)
    store.close()
    return spent


def _record_one(store: Store, uid: str, number: int) -> None:
    change = Change("household", uid, "revised", {"village": f"Thôn {number}"})
    outcome = record(store, change, WHO, datetime.now(UTC))
    if not outcome.is_accepted:
        raise RuntimeError(f"not recorded: {outcome}")


def together(path: str | Path, uids: list[str], rate: float = 0) -> tuple[list[float], float]:
    """All writers at once, `rate` changes a second in all; latencies (ms) and seconds spent.

    They start together, once the slowest of them has opened the store.
    """
    processes = get_context("spawn")
    shifts = [Shift(path, tuple(uids[i::WRITERS]), rate / WRITERS, i) for i in range(WRITERS)]
    gate = processes.Barrier(WRITERS)
    with ProcessPoolExecutor(WRITERS, processes, _stand_at, (gate,)) as pool:
        spent = list(pool.map(work, shifts))
    longest = max(sum(part) for part in spent) / 1000
    return [one for part in spent for one in part], longest
