"""Stretches and what unlocks most: the exact best set beside picking the best single gain anew."""

from collections.abc import Iterator
from random import Random

from clearance.rules.corridor.handover import SIDES, Blocker, Span, handover, stretches
from clearance.rules.corridor.unlock import Line, Lock, clear_runs, unlock, usable_metres
from tests.bench.bench_handover import LENGTH_M
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms

DAY, POINTS, USABLE_M, PARCELS = "2026-01-01", 20, 500, 5_000
#: Every road is surveyed from end to end.
RECORDED = (Span(0, LENGTH_M),)


def some_roads(number: int) -> list[list[Blocker]]:
    """Roads of 48 km with 5,000 parcels each, nine in ten handed over."""
    chance = Random(1)
    return [
        [
            Blocker(
                at,
                at + chance.randrange(10, 60),
                chance.choice(SIDES),
                "2025-06-01" if chance.random() < 0.92 else None,
            )
            for at in (chance.randrange(LENGTH_M - 60) for _ in range(PARCELS))
        ]
        for _ in range(number)
    ]


def line_of(blockers: list[Blocker]) -> Line:
    """What still stands on a road, each blocker a point of its own."""
    held = (b for b in blockers if b.holds(DAY))
    return Line(0, LENGTH_M, [Lock(b.from_m, b.to_m, 1, (str(n),)) for n, b in enumerate(held)])


def work(roads: list[list[Blocker]]) -> int:
    """Stretches of every road, then the best twenty points of all."""
    for blockers in roads:
        stretches(handover(LENGTH_M, blockers, RECORDED, DAY).full, USABLE_M)
    return unlock([line_of(blockers) for blockers in roads], POINTS, USABLE_M).gain_m


def greedy(line: Line) -> int:
    """Metres won by taking, twenty times, the point that alone wins most; first of equals."""
    chosen: list[Lock] = []
    start = won = usable_metres(clear_runs(line), USABLE_M)
    for _ in range(POINTS):
        rest = (lock for lock in line.locks if lock not in chosen)
        won, best = max(
            ((usable_metres(clear_runs(line, [*chosen, k]), USABLE_M), k) for k in rest),
            key=lambda pair: pair[0],
        )
        chosen.append(best)
    return won - start


@benchmark("unlock")
def best_points(setup: Setup) -> Iterator[Figure]:
    """District, then 200 roads; the alternative is measured on the district."""
    for size, number, budget in (("district", 1, 50), ("1M parcels, 200 roads", 200, 2_000)):
        roads = some_roads(number)
        spent = timed_ms(lambda roads=roads: work(roads), setup.times(20 if number == 1 else 3))  # type: ignore[misc]
        yield Figure("stretches and best 20 points", size, middle(spent), "ms", budget)
    line = line_of(some_roads(1)[0])
    exact, single = unlock([line], POINTS, USABLE_M).gain_m, greedy(line)
    yield Figure("metres won by the best 20 points", "district", exact, "m")
    yield Figure("metres won by the best single gains", "district", single, "m")
