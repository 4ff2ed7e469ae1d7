"""The strip of surveys: one lane a kind, surveyed ground in colour, the rest dotted.

The road runs left to right in increasing chainage; chainages are whole metres, intervals
half-open [from_m, to_m), drawing units as in the strip map.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from clearance.maps import strip_lanes as lanes
from clearance.maps.strip_rows import AXIS, axis
from clearance.maps.svg import Scale, escaped
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.handover import CLEAR, UNKNOWN, Run
from clearance.rules.corridor.intervals import Interval

WIDE, GUTTER, MARGIN = 4800, 620, 80
TOP, HIGH, STEP = AXIS + 110, 96, 130


def draw(
    bounds: Interval,
    by_kind: Mapping[str, Sequence[Interval]],
    names: Mapping[str, str],
    title: str,
    name: str = "surveys",
    folds: int = 1,
) -> str:
    """One SVG element, safe to put in a page as it is.

    `bounds` are the chainages of start and end, `by_kind` the rising intervals in which a kind
    is surveyed, `names` its words; `folds` > 1 cuts the road into that many rows, for phones.
    """
    start, end = bounds
    step = max(-(-(end - start) // folds), 1)
    high = TOP - AXIS + STEP * len(by_kind)
    parts = [
        f'<g transform="translate(0 {number * high})">'
        f"{_row((low, min(low + step, end)), step, by_kind, names, name, folds)}</g>"
        for number, low in enumerate(range(start, end, step))
    ]
    size = f"{GUTTER + WIDE // folds + MARGIN} {high * len(parts)}"
    return (
        f'<svg class="strip{" folded" if folds > 1 else ""}" viewBox="0 {AXIS} {size}" role="img"'
        f' aria-labelledby="{name}-title"><title id="{name}-title">{escaped(title)}</title>'
        f"{lanes.patterns(name)}{''.join(parts)}</svg>"
    )


def _row(
    piece: Interval,
    step: int,
    by_kind: Mapping[str, Sequence[Interval]],
    names: Mapping[str, str],
    name: str,
    folds: int,
) -> str:
    """The lanes of one piece of the road."""
    low, high = piece
    scale = Scale(low, step, GUTTER, WIDE // folds)
    write = lanes.Pen(str, str, None, name)
    drawn = [axis(low, high - low, scale)]
    for number, (kind, found) in enumerate(by_kind.items()):
        top = TOP + number * STEP
        runs = _runs(piece, found)
        told = ", ".join(span_text(r.from_m, r.to_m) for r in runs if r.state == UNKNOWN)
        drawn.append(
            f'<text x="0" y="{top + HIGH // 2 + 18}">{escaped(names[kind])}</text>'
            f"<g><title>{escaped(f'{names[kind]}: {told}' if told else names[kind])}</title>"
            f"{lanes.lane(runs, scale, (top, HIGH), write)}</g>"
        )
    return "".join(drawn)


def _runs(piece: Interval, found: Sequence[Interval]) -> list[Run]:
    """One piece as runs of surveyed (clear) and unsurveyed (unknown) metres."""
    low, high = piece
    near = [(max(a, low), min(b, high)) for a, b in found if a < high and b > low]
    ends = [(low, low), *near, (high, high)]
    runs: list[Run] = []
    for before, after in pairwise(ends):
        if before[1] < after[0]:
            runs.append(Run(before[1], after[0], UNKNOWN))
        if after[0] < after[1]:
            runs.append(Run(*after, CLEAR))
    return runs
