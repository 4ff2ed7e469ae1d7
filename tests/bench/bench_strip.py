"""The strip map of a district: from blockers in memory to SVG."""

import gzip
from collections.abc import Iterator
from dataclasses import replace

from clearance.maps.strip import Band, Mark, Strip, draw
from clearance.rules.corridor.handover import Blocker, Span, handover
from tests.bench.bench_handover import LENGTH_M, some_blockers
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms

DAY = "2026-01-01"


def bands(count: int, kind: str) -> list[Band]:
    """The road cut into equal named parts."""
    step = LENGTH_M // count
    return [Band(i * step, (i + 1) * step, f"{kind} {i + 1}") for i in range(count)]


def a_strip(blockers: list[Blocker]) -> Strip:
    """A district's corridor: 11 communes, 6 packages, 24 segments, what still stands."""
    runs = handover(LENGTH_M, blockers, [Span(0, LENGTH_M)], DAY)
    left = [Mark(b.from_m, b.side, "grave") for b in blockers[:1000] if b.holds(DAY)]
    return Strip(
        0,
        LENGTH_M,
        runs.full,
        runs.left,
        runs.right,
        communes=bands(11, "Xã"),
        packages=bands(6, "Gói"),
        segments=bands(24, "Đoạn"),
        marks=left,
        as_of=DAY,
    )


def with_all(strip: Strip) -> Strip:
    """The same with need-by dates, this week's plan and an earlier day."""
    dated = [
        replace(s, note="15/03/2027", is_late=n % 3 == 0) for n, s in enumerate(strip.segments)
    ]
    return replace(strip, segments=dated, plan=bands(5, "Việc"), earlier=strip.full)


@benchmark("strip")
def strip(setup: Setup) -> Iterator[Figure]:
    """Time to draw and size when sent; handover worked out anew each time."""
    blockers = some_blockers(3_000, LENGTH_M)
    size = "district, 3,000 blockers"
    spent = timed_ms(lambda: draw(a_strip(blockers)), setup.times(50))
    sent = len(gzip.compress(draw(a_strip(blockers)).encode(), 6)) / 1000
    yield Figure("strip map", size, middle(spent), "ms", 10)
    yield Figure("strip map, sent", size, sent, "kB gz", 5)
    spent = timed_ms(lambda: draw(with_all(a_strip(blockers))), setup.times(50))
    sent = len(gzip.compress(draw(with_all(a_strip(blockers))).encode(), 6)) / 1000
    yield Figure("strip map with dates, plan, ghost", size, middle(spent), "ms", 10)
    yield Figure("strip map with dates, plan, ghost, sent", size, sent, "kB gz", 5)
