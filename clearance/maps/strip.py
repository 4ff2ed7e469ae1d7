"""The strip map (sơ đồ duỗi thẳng): the corridor as one straight SVG, made on the server.

The road runs left to right in increasing chainage, so its left side lies above. Every chainage
is whole metres, every interval half-open [from_m, to_m).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from clearance.maps import strip_below as below
from clearance.maps import strip_lanes as lanes
from clearance.maps import strip_rows as rows
from clearance.maps.svg import Scale, escaped
from clearance.maps.words import thousands
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.handover import CLEAR, Run, metres, within

WIDE = 4800
GUTTER, MARGIN = 300, 80


@dataclass(frozen=True, slots=True)
class Band:
    """A named interval of the road: commune, package, segment or piece of the plan.

    href leads to its page; note is written under it (a segment's need-by date) and marked by
    shape and word when it is late, or in place of a label too long for it (a piece of the plan).
    """

    from_m: int
    to_m: int
    label: str
    href: str = ""
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A point still in the way: kind grave | structure | utility, side left | right | both."""

    at_m: int
    side: str
    kind: str


@dataclass(frozen=True, slots=True)
class Strip:
    """All that is drawn: the three partitions of the road and what lies along it.

    plan is what this week's work would unlock; earlier the full width on an earlier day.
    """

    start_m: int
    length_m: int
    full: Sequence[Run]
    left: Sequence[Run] = ()
    right: Sequence[Run] = ()
    communes: Sequence[Band] = ()
    packages: Sequence[Band] = ()
    segments: Sequence[Band] = ()
    marks: Sequence[Mark] = ()
    as_of: str = ""
    plan: Sequence[Band] = ()
    earlier: Sequence[Run] = ()


def draw(
    strip: Strip,
    href: Callable[[int, int], str] | None = None,
    text: Callable[[str], str] = str,
    number: Callable[[int], str] = thousands,
    name: str = "strip",
    folds: int = 1,
) -> str:
    """The strip as one SVG element, safe to put in a page as it is.

    `href` gives the link of a run from its two chainages, `text` translates a word, `number`
    writes whole metres, `name` keeps ids apart on one page, `folds` > 1 cuts the road into that
    many rows (for print). Without links the role is img, with links group, since links inside
    an img are hidden from screen readers.
    """
    write = lanes.Pen(text, number, href, name)
    step = -(-strip.length_m // folds)
    scale = Scale(strip.start_m, max(step, 1), GUTTER, WIDE // folds)
    parts, top = [], 0
    for start in range(strip.start_m, strip.start_m + strip.length_m, max(step, 1)):
        cut = _window(strip, start, min(start + step, strip.start_m + strip.length_m))
        svg, height = _fold(cut, replace(scale, start_m=start), write, top)
        parts.append(svg)
        top += height
    longest = _longest(strip.full)
    foot = rows.legend(_totals(strip), write, top, GUTTER + WIDE // folds)
    size = f"{GUTTER + WIDE // folds + MARGIN} {top + foot.height}"
    return (
        f'<svg class="strip{" folded" if folds > 1 else ""}" viewBox="0 0 {size}" '
        f'role="{"group" if href else "img"}" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escaped(write.text("title"))}</title>'
        f'<desc id="{name}-desc">{escaped(_description(strip, longest, write))}</desc>'
        f"{lanes.patterns(name)}{''.join(parts)}{foot.svg}</svg>"
    )


def _fold(strip: Strip, scale: Scale, write: lanes.Pen, top: int) -> tuple[str, int]:
    """One row of the strip, moved down by `top`, and its height."""
    longest = _longest(strip.full)
    foot, height = _below(strip, scale, write)
    parts = (
        rows.bands(strip.communes, scale, rows.COMMUNES, "commune"),
        rows.bands(strip.packages, scale, rows.PACKAGES, "package"),
        rows.axis(strip.start_m, strip.length_m, scale),
        rows.gutter(write),
        lanes.lane(strip.left, scale, rows.LEFT, write),
        lanes.lane(strip.full, scale, rows.FULL, write),
        lanes.links(strip.full, scale, rows.FULL, write),
        lanes.lane(strip.right, scale, rows.RIGHT, write),
        rows.marks(strip.marks, scale),
        rows.longest(longest, scale, write) if longest else "",
        rows.brackets(strip.segments, scale),
        foot,
    )
    return f'<g transform="translate(0 {top})">{"".join(parts)}</g>', height


def _below(strip: Strip, scale: Scale, write: lanes.Pen) -> tuple[str, int]:
    """Dates, plan and comparison under the brackets, each where there is one; the new height."""
    top = rows.HEIGHT - 24
    dated = below.date_rows(strip.segments, scale)
    parts = [below.dates(dated, scale, top, write)]
    top += below.DATE_HIGH * len(dated)
    if strip.plan:
        parts.append(below.plan(strip.plan, scale, top + 12, write))
        top += below.LANE_HIGH
    if strip.earlier:
        parts.append(below.earlier(strip.earlier, scale, top + 12, write))
        top += below.LANE_HIGH
    return "".join(parts), top + 24


def _window(strip: Strip, from_m: int, to_m: int) -> Strip:
    """The part of the strip lying in [from_m, to_m)."""
    return replace(
        strip,
        start_m=from_m,
        length_m=to_m - from_m,
        full=within(strip.full, from_m, to_m),
        left=within(strip.left, from_m, to_m),
        right=within(strip.right, from_m, to_m),
        communes=_cut(strip.communes, from_m, to_m),
        packages=_cut(strip.packages, from_m, to_m),
        segments=_cut(strip.segments, from_m, to_m),
        plan=_cut(strip.plan, from_m, to_m),
        earlier=within(strip.earlier, from_m, to_m),
        marks=[mark for mark in strip.marks if from_m <= mark.at_m < to_m],
    )


def _cut(bands: Iterable[Band], from_m: int, to_m: int) -> list[Band]:
    cut = (replace(b, from_m=max(b.from_m, from_m), to_m=min(b.to_m, to_m)) for b in bands)
    return [band for band in cut if band.from_m < band.to_m]


def _longest(runs: Iterable[Run]) -> Run | None:
    """The longest clear run, the first of equals; None when no metre is clear."""
    clear = (run for run in runs if run.state == CLEAR)
    return max(clear, key=lambda run: run.length_m, default=None)


def _totals(strip: Strip) -> dict[str, int]:
    """What the legend counts: metres in each state, marks of each kind."""
    counted = dict(metres(strip.full))
    for mark in strip.marks:
        counted[mark.kind] = counted.get(mark.kind, 0) + 1
    return counted


def _description(strip: Strip, longest: Run | None, write: lanes.Pen) -> str:
    """The strip in one sentence, for those who hear it."""
    total = metres(strip.full)
    parts = [f"{write.text(state)} {write.number(total[state])} m" for state in lanes.STATES]
    whole = f"{write.text('total')} {write.number(strip.length_m)} m"
    if not longest:
        return f"{whole}: {', '.join(parts)}."
    ends = span_text(longest.from_m, longest.to_m)
    most = f"{write.text('longest_run')}: {ends} ({write.number(longest.length_m)} m)"
    return f"{whole}: {', '.join(parts)}. {most}."
