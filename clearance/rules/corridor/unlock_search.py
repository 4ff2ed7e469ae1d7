"""The search behind `unlock`: dynamic programming over runs of the line, in arrays.

A solution is a row of disjoint runs [a, b), each at least L metres; it costs every lock that some
run meets, once. A run may end only where a lock or barrier begins (or the line ends) and begin
only where one ends. A lock is one interval: if two runs meet it, so does all between them, so it
is paid with the first of them, and the cost of going from a run ending at p to a run [a, b) is
    (locks that begin in [a, b))  +  (locks that begin in [p, a) and reach beyond a).
`runs[b]` holds, for every budget, the most metres of rows ending at b; `gaps[a]` the same when
the next run begins at a. As runs are at least L long, everything in one window of L metres
depends on earlier windows only: each window of every section is done in one stroke.
"""

from collections.abc import Iterator

import numpy as np

from clearance.rules.corridor.unlock_ways import NEVER, Array, Axis, Pairs, Ways, by_window


def search(axis: Axis, budget: int, usable_m: int) -> dict[int, list[tuple[int, int]]]:
    """For each line of the axis (by number) the claimed runs of a best row, in its own metres."""
    if not axis.locks:
        return {}
    table = _Table(Ways(axis, budget, usable_m))
    table.fill()
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in table.best():
        line = int(np.searchsorted(axis.starts, start, "right")) - 1
        shift = axis.shifts[line]
        found.setdefault(line, []).append((start - shift, end - shift))
    return found


class _Table:
    """Most metres for each point and each budget 0 … budget; the left half of a row is never."""

    def __init__(self, ways: Ways) -> None:
        self.ways, self.budget = ways, ways.budget
        width = 2 * ways.budget + 1
        self.gaps = np.full((len(ways.begins), width), NEVER, dtype=np.int64)
        self.runs = np.full((len(ways.ends), width), NEVER, dtype=np.int64)
        self.most = np.full((len(ways.ends) + 1, width), NEVER, dtype=np.int64)
        self.most[-1, self.budget :] = 0  # before any run

    def fill(self) -> None:
        """Fill both tables window by window."""
        ways = self.ways
        ends, last = by_window(ways.window_end, ways.windows)
        begins, until = by_window(ways.window_begin, ways.windows)
        for number in range(ways.windows):
            self._reach_ends(number, ends[last[number] : last[number + 1]])
            self._reach_begins(number, begins[until[number] : until[number + 1]])

    def _reach_ends(self, number: int, here: Array) -> None:
        way = self.ways.into_runs
        part = way.window(number)
        to, frm = way.to[part], way.frm[part]
        long_m = self.ways.ends[to] - self.ways.begins[frm]
        self._best_into(self.runs, to, self._won(self.gaps, frm, way.cost[part], long_m))
        for layer in _layers(here, self.ways.of_end):
            before = np.where(
                (layer > 0) & (self.ways.of_end[layer - 1] == self.ways.of_end[layer]),
                layer - 1,
                -1,
            )
            self.most[layer] = np.maximum(self.most[before], self.runs[layer])

    def _reach_begins(self, number: int, here: Array) -> None:
        fits = self.ways.far_cost[here] <= self.budget
        afar = here[fits]
        self.gaps[afar, self.budget :] = self._won(
            self.most,
            self.ways.far[afar],
            self.ways.far_cost[afar],
            np.zeros(len(afar), dtype=np.int64),
        )
        way = self.ways.into_gaps
        part = way.window(number)
        none = np.zeros(part.stop - part.start, dtype=np.int64)
        won = self._won(self.runs, way.frm[part], way.cost[part], none)
        self._best_into(self.gaps, way.to[part], won)

    def _won(self, table: Array, rows: Array, cost: Array, more_m: Array) -> Array:
        """Metres at each budget when a row of `table` is gone on from at some cost."""
        width = table.shape[1]
        first = (rows % len(table)) * width + self.budget - cost
        found = np.take(table.ravel(), first[:, None] + np.arange(self.budget + 1)[None, :])
        return found + more_m[:, None]  # type: ignore[no-any-return]

    def _best_into(self, table: Array, to: Array, won: Array) -> None:
        """Keep the best of all ways into each point; `to` comes in groups of equal points."""
        if len(to):
            heads = np.flatnonzero(np.concatenate([[True], to[1:] != to[:-1]]))
            points = to[heads]
            best = np.maximum.reduceat(won, heads, axis=0)
            table[points, self.budget :] = np.maximum(table[points, self.budget :], best)

    def best(self) -> Iterator[tuple[int, int]]:
        """The runs of the lightest best row over all sections, on the axis."""
        last = self.ways.last_ends
        worth = self.most[last, self.budget :]
        for section, cost in enumerate(_shared(worth, self.budget)):
            if cost:
                yield from self._back(int(last[section]), cost)

    def _back(self, last: int, cost: int) -> Iterator[tuple[int, int]]:
        """Walk back from the last end of a section along values that add up."""
        end = self._earned(last, cost)
        while end >= 0:
            begin, cost = self._step(
                self.ways.into_runs,
                self.gaps,
                end,
                cost,
                self.runs[end],
                self.ways.ends[end] - self.ways.begins,
            )
            yield int(self.ways.begins[begin]), int(self.ways.ends[end])
            end, cost = self._left(begin, cost)

    def _earned(self, end: int, cost: int) -> int:
        """The end, at or before this one, at which the most was earned; -1 when nothing was."""
        value = self.most[end, self.budget + cost]
        if end < 0 or not value:
            return -1
        while self.runs[end, self.budget + cost] != value:
            end -= 1
        return end

    def _left(self, begin: int, cost: int) -> tuple[int, int]:
        """The end of the run before the one that begins here, and the budget left for it."""
        far, left = int(self.ways.far[begin]), int(cost - self.ways.far_cost[begin])
        if left >= 0 and self.most[far, self.budget + left] == self.gaps[begin, self.budget + cost]:
            return self._earned(far, left), left
        none = np.zeros(len(self.ways.ends), dtype=np.int64)
        return self._step(self.ways.into_gaps, self.runs, begin, cost, self.gaps[begin], none)

    def _step(
        self, way: Pairs, table: Array, at: int, cost: int, row: Array, more_m: Array
    ) -> tuple[int, int]:
        """One way back that explains the value at a point and budget."""
        mine = np.flatnonzero(way.to == at)
        frm, left = way.frm[mine], cost - way.cost[mine]
        value = np.where(left >= 0, table[frm, self.budget + np.maximum(left, 0)], NEVER)
        which = int(np.flatnonzero(value + more_m[frm] == row[self.budget + cost])[0])
        return int(frm[which]), int(left[which])


def _layers(here: Array, section: Array) -> Iterator[Array]:
    """The points of one window, sections side by side: their first ones, then the second ones."""
    if not len(here):
        return
    new = np.concatenate([[True], section[here][1:] != section[here][:-1]])
    heads = np.flatnonzero(new)
    rank = np.arange(len(here)) - heads[np.cumsum(new) - 1]
    for number in range(int(rank.max()) + 1):
        yield here[rank == number]


def _shared(worth: Array, budget: int) -> list[int]:
    """How the budget is shared out over the sections: the most won, and no more than needed."""
    gain = worth - worth[:, :1]
    totals = [np.zeros(budget + 1, dtype=np.int64)]
    back = np.arange(budget + 1)[:, None] - np.arange(budget + 1)[None, :]
    for row in gain:
        if not row[-1]:
            totals.append(totals[-1])
            continue
        ways = np.where(back >= 0, totals[-1][np.maximum(back, 0)] + row[None, :], NEVER)
        totals.append(ways.max(axis=1))
    left = int(np.flatnonzero(totals[-1] == totals[-1][-1])[0])
    shares = []
    for number in range(len(gain) - 1, -1, -1):
        tries = totals[number][left::-1] + gain[number, : left + 1]
        share = int(np.flatnonzero(tries == totals[number + 1][left])[0])
        shares.append(share)
        left -= share
    return shares[::-1]
