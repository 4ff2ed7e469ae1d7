"""Clear, blocked and unknown runs of a district's corridor."""

from collections.abc import Iterator
from random import Random

from clearance.rules.corridor.handover import SIDES, Blocker, Span, handover, stretches
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms

LENGTH_M = 48_000


def some_blockers(count: int, length_m: int) -> list[Blocker]:
    """Parcels along both sides, nine in ten handed over."""
    chance = Random(1)
    starts = (chance.randrange(length_m - 60) for _ in range(count))
    return [
        Blocker(at, at + chance.randrange(10, 60), chance.choice(SIDES), day)
        for at in starts
        for day in ["2025-06-01" if chance.random() < 0.92 else None]
    ]


@benchmark("stretches")
def runs(setup: Setup) -> Iterator[Figure]:
    """Partition the corridor and find its stretches, all blockers in memory."""
    for size, factor, budget in (("district", 1, 50), ("1M parcels", 200, 2000)):
        length, count = LENGTH_M * factor, 5_000 * factor
        blockers = some_blockers(count, length)

        def work(length: int = length, blockers: list[Blocker] = blockers) -> object:
            return stretches(handover(length, blockers, [Span(0, length)], "2026-01-01").full)

        spent = timed_ms(work, setup.times(20 if factor == 1 else 3))
        yield Figure("stretches", f"{size}, {count:,} blockers", middle(spent), "ms", budget)
