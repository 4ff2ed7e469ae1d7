"""The ways a search over the line may go: every run it may claim, every gap between two runs.

Points are metres of one axis. A run [a, b) may begin where a lock or barrier ends (or the line
starts) and end where one begins; it holds no barrier and costs at most the budget.
"""

from dataclasses import dataclass, field

import numpy as np

from clearance.rules.corridor.intervals import joined

Array = np.ndarray
NEVER = -(10**12)


@dataclass(slots=True)
class Axis:
    """All lines on one axis: locks (from, to, weight), barriers, each line's start and shift."""

    locks: list[tuple[int, int, int]] = field(default_factory=list)
    barriers: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ways from an earlier point to a later one with their cost, sorted by the window of `to`."""

    to: Array
    frm: Array
    cost: Array
    bounds: Array

    def window(self, number: int) -> slice:
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))


class Ways:
    """All ways of an axis for a budget, numbered by windows of `usable_m` metres per section.

    A section is a piece of the axis that shares no lock with any other.
    """

    def __init__(self, axis: Axis, budget: int, usable_m: int) -> None:
        self.budget, self.usable_m = budget, usable_m
        self.locks = np.array(sorted(axis.locks), dtype=np.int64)
        self.shut = np.array(joined(sorted(axis.barriers)), dtype=np.int64)
        first, last = axis.starts[0], int(self.shut[-1, 0])
        self.begins = _unique(self.locks[:, 1], self.shut[:-1, 1], [first])
        self.ends = _unique(self.locks[:, 0], self.shut[:, 0], [last])
        borders = self._borders()
        self.of_begin = np.searchsorted(borders, self.begins, "right")
        self.of_end = np.searchsorted(borders, self.ends, "left")
        low = np.concatenate([[first], borders])
        self.window_end = (self.ends - low[self.of_end]) // usable_m
        self.window_begin = (self.begins - low[self.of_begin]) // usable_m
        self.windows = int(max(self.window_end.max(), self.window_begin.max())) + 1
        self.into_runs = self._runs()
        self.far, self.far_cost, self.into_gaps = self._gaps()

    @property
    def last_ends(self) -> Array:
        """The last end of each section."""
        sections = np.arange(int(self.of_end.max()) + 1)
        return np.searchsorted(self.of_end, sections, "right") - 1

    def _borders(self) -> Array:
        """Ends of the barriers no lock reaches over: nothing on one side touches the other."""
        reach = np.concatenate([[NEVER], np.maximum.accumulate(self.locks[:, 1])])
        before = np.searchsorted(self.locks[:, 0], self.shut[:, 0], "left")
        return self.shut[reach[before] <= self.shut[:, 1], 1]  # type: ignore[no-any-return]

    def _runs(self) -> Pairs:
        """Runs [a, b): no barrier inside, at least L long, not dearer than the budget."""
        weigh = np.concatenate([[0], np.cumsum(self.locks[:, 2])])
        begun = weigh[np.searchsorted(self.locks[:, 0], self.begins, "left")]
        until = weigh[np.searchsorted(self.locks[:, 0], self.ends, "left")]
        at = np.searchsorted(self.shut[:, 0], self.ends, "left") - 1
        open_from = np.where(at >= 0, self.shut[np.maximum(at, 0), 1], self.begins[0])
        low = np.maximum(
            np.searchsorted(self.begins, open_from, "left"),
            np.searchsorted(begun, until - self.budget, "left"),
        )
        high = np.searchsorted(self.begins, self.ends - self.usable_m, "right")
        to, frm = _ranges(low, high)
        return self._pairs(to, frm, until[to] - begun[frm], self.window_end)

    def _gaps(self) -> tuple[Array, Array, Pairs]:
        """Ways from the end of a run at p to the start of the next at a.

        From far enough back every lock that reaches over a is new, so one number gives the cost;
        between the first such lock and a, each p has its own.
        """
        first = np.searchsorted(self.begins, self.locks[:, 0], "right")
        beyond = np.searchsorted(self.begins, self.locks[:, 1], "left")
        lock, over = _ranges(first, beyond)
        total = np.zeros(len(self.begins), dtype=np.int64)
        np.add.at(total, over, self.locks[lock, 2])
        earliest = self.begins.copy()
        np.minimum.at(earliest, over, self.locks[lock, 0])
        start = np.searchsorted(self.of_end, self.of_begin, "left")
        near = np.maximum(np.searchsorted(self.ends, earliest, "right"), start)
        far = np.where(near > start, near - 1, -1)
        until = np.searchsorted(self.ends, self.begins, "right")
        to, frm = _ranges(near, until)
        cost = self._reaching(lock, over, near, until)
        fits = cost <= self.budget
        return far, total, self._pairs(to[fits], frm[fits], cost[fits], self.window_begin)

    def _reaching(self, lock: Array, over: Array, near: Array, until: Array) -> Array:
        """Weight of the locks over a that begin at or after p, for each near pair (a, p)."""
        length = np.maximum(until - near, 0)
        offset = np.concatenate([[0], np.cumsum(length)])
        change = np.zeros(offset[-1] + 1, dtype=np.int64)
        weight = self.locks[lock, 2]
        last = np.searchsorted(self.ends, self.locks[lock, 0], "right")
        stop = np.clip(last - near[over], 0, length[over])
        np.add.at(change, offset[over], weight)
        np.add.at(change, offset[over] + stop, -weight)
        return np.cumsum(change)[:-1] if len(change) else change

    def _pairs(self, to: Array, frm: Array, cost: Array, window: Array) -> Pairs:
        order, bounds = by_window(window[to], self.windows)
        return Pairs(to[order], frm[order], cost[order], bounds)


def by_window(window: Array, windows: int) -> tuple[Array, Array]:
    """The order that puts things window by window, and where each window begins in it."""
    order = np.argsort(window, kind="stable")
    return order, np.searchsorted(window[order], np.arange(windows + 1))


def _ranges(low: Array, high: Array) -> tuple[Array, Array]:
    """Every pair (i, j) with low[i] <= j < high[i], i by i."""
    length = np.maximum(high - low, 0)
    owner = np.repeat(np.arange(len(low)), length)
    begin = np.repeat(np.cumsum(length) - length, length)
    return owner, np.arange(len(owner)) - begin + low[owner]


def _unique(*parts: object) -> Array:
    return np.unique(np.concatenate([np.asarray(part, dtype=np.int64) for part in parts]))
