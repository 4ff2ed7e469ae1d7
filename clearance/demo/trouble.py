"""Where the road is held at the end: forestry land, open cases, ground nobody surveyed."""

import numpy as np

from clearance.demo.ground import Ground
from clearance.demo.scales import Scale

#: Share of the length held at the end, of segments troubled, of segments only just come free.
HELD_SHARE, TROUBLED_SHARE, FRESH_SHARE = 0.063, 0.55, 0.15


def segments(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Segments in which something holds the road, and those that came free only just now."""
    order = rng.permutation(count)
    cut, half = max(2, round(count * TROUBLED_SHARE)), round(count * FRESH_SHARE / 2)
    return order[:cut], order[cut - half : cut + half]


def trouble(
    rng: np.random.Generator, ground: Ground, scale: Scale, troubled: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forestry parcels, columns held by cases, parcels nobody surveyed: all in those segments."""
    runs = [_inner(ground, segment) for segment in troubled]
    woods = max(1, len(runs) // 2)
    plots: list[int] = []
    for number, run in enumerate(runs[:woods]):
        share = -(-(scale.forestry_plots - len(plots)) // (woods - number))
        chosen = _narrowest(ground, run, -(-share // 5))
        plots += np.flatnonzero(np.isin(ground.column, chosen))[:share].tolist()
    total_m = ground.segments_m[-1][1] - ground.segments_m[0][0]
    left_m = HELD_SHARE * total_m - _length(ground, np.unique(ground.column[plots]))
    held = _held(rng, ground, runs[woods:], left_m)
    spare = np.setdiff1d(np.concatenate(runs[woods:]), held)
    bare = rng.choice(spare, min(scale.unsurveyed, len(spare)), replace=False)
    first = [np.flatnonzero(ground.column == column)[0] for column in bare]
    return np.array(plots, int), held, np.array(first, int) + rng.integers(0, 5, len(first))


def _inner(ground: Ground, segment: int) -> np.ndarray:
    """Columns of private land of a segment, without its first and last."""
    columns = np.unique(ground.column[ground.segment == segment])[1:-1]
    return np.setdiff1d(columns, ground.column[ground.row < 0])


def _narrowest(ground: Ground, run: np.ndarray, count: int) -> np.ndarray:
    """The `count` neighbouring columns of a run that take the least length."""
    count = min(count, len(run))
    widths = np.array([_length(ground, [column]) for column in run])
    sums = np.convolve(widths, np.ones(count), "valid")
    best = int(np.argmin(sums))
    return run[best : best + count]


def _length(ground: Ground, columns: object) -> float:
    first = np.unique(ground.column, return_index=True)[1]
    return float(ground.width_m[first][np.asarray(columns, int)].sum())


def _held(
    rng: np.random.Generator, ground: Ground, runs: list[np.ndarray], left_m: float
) -> np.ndarray:
    """Clusters of one to three narrow columns, round the segments, till the length is used."""
    held: set[int] = set()
    while left_m > 30 and (free := [np.setdiff1d(r, list(held)) for r in runs]):
        for run in free:
            wanted = _narrowest(ground, run, int(rng.integers(1, 3))) if len(run) else run
            if left_m <= 30 or not len(wanted):
                break
            held.update(wanted.tolist())
            left_m -= _length(ground, wanted)
        if not any(map(len, free)):
            break
    return np.array(sorted(held), int)
