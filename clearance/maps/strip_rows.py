"""The rows of the strip map, top to bottom, each a piece of SVG in drawing units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from clearance.maps.strip_lanes import STATES, Pen
from clearance.maps.svg import Scale, box, escaped, fitted, linked, place
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.handover import Run

# Tops and heights of the rows.
COMMUNES, PACKAGES, AXIS = (8, 86), (100, 70), 180
LEFT, FULL, RIGHT = (330, 62), (398, 150), (554, 62)
MARKS = {"left": 322, "both": 322, "right": 666}
LONGEST, SEGMENTS, HEIGHT = 680, 800, 930
LETTER, BOLD = 28, 30
MARK_KINDS = ("grave", "structure", "utility")
# A mound for a grave, a house for a structure, a pole for a utility; drawn from its foot.
_SHAPES = {
    "grave": "h-15v-8a15 18 0 0 1 30 0v8z",
    "structure": "h-14v-20l14-12 14 12v20z",
}
_POLE = "h-3v-24h-12v-6h30v6h-12v24z"


class Named(Protocol):
    """An interval with a label and perhaps a link."""

    @property
    def from_m(self) -> int: ...
    @property
    def to_m(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def href(self) -> str: ...


class Dated(Named, Protocol):
    """A named interval with a word under it, marked when it is late."""

    @property
    def note(self) -> str: ...
    @property
    def is_late(self) -> bool: ...


class Placed(Protocol):
    """A point with a side and a kind."""

    @property
    def at_m(self) -> int: ...
    @property
    def side(self) -> str: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Foot:
    """A piece of SVG and how high it is."""

    svg: str
    height: int


def bands(named: Iterable[Named], scale: Scale, row: tuple[int, int], kind: str) -> str:
    """Communes or packages as labelled boxes beside each other; chainages in metres."""
    top, height = row
    drawn = []
    for index, band in enumerate(named):
        x, width = place(scale, band.from_m, band.to_m)
        label = fitted(band.label, width - 16, LETTER)
        inner = (
            f"<title>{escaped(_ends(band))}</title>"
            f'<path class="{kind} n{index % 2}" d="{box(x, top, width, height)}"/>'
            f'<text x="{x + width // 2}" y="{top + height - 24}">{escaped(label)}</text>'
        )
        drawn.append(linked(band.href, inner))
    return f'<g class="mid">{"".join(drawn)}</g>'


def axis(start_m: int, length_m: int, scale: Scale) -> str:
    """Kilometre ticks from chainage `start_m` over `length_m` metres, every fifth labelled."""
    first = -(-start_m // 1000)
    kilometres = range(first, (start_m + length_m) // 1000 + 1)
    small = "".join(f"M{scale.x(km * 1000)} {AXIS + 84}v20" for km in kilometres if km % 5)
    large = "".join(f"M{scale.x(km * 1000)} {AXIS + 70}v460" for km in kilometres if not km % 5)
    written = "".join(
        f'<text x="{scale.x(km * 1000)}" y="{AXIS + 58}">Km{km}</text>'
        for km in kilometres
        if not km % 5
    )
    return f'<path class="tick" d="{small}{large}"/><g class="mid">{written}</g>'


def gutter(write: Pen) -> str:
    """Names of the three rows, on their left."""
    names = ((LEFT, "left"), (FULL, "full"), (RIGHT, "right"))
    return "".join(
        f'<text x="0" y="{top + height // 2 + 18}">{escaped(write.text(code))}</text>'
        for (top, height), code in names
    )


def marks(placed: Iterable[Placed], scale: Scale) -> str:
    """Graves, structures and utilities still in the way: a shape each, on its side."""
    spots: dict[tuple[str, int], set[int]] = {}
    for mark in placed:
        spots.setdefault((mark.kind, MARKS[mark.side]), set()).add(scale.x(mark.at_m) // 8 * 8)
    return "".join(
        f'<path class="mark {escaped(kind)}" d="M0 {base}{_stamped(kind, sorted(found))}"/>'
        for (kind, base), found in sorted(spots.items())
    )


def _stamped(kind: str, places: Sequence[int]) -> str:
    steps = (place - before for before, place in zip([0, *places], places, strict=False))
    return "".join(f"m{step} 0{_SHAPES.get(kind, _POLE)}" for step in steps)


def longest(run: Run, scale: Scale, write: Pen) -> str:
    """The longest clear run, bracketed and labelled with its length."""
    x, width = place(scale, run.from_m, run.to_m)
    length = f"{write.number(run.length_m)} m"
    words = f"{write.text('longest')}: {span_text(run.from_m, run.to_m)} · {length}"
    room = scale.left + scale.width
    if len(words) * BOLD > room:
        words = f"{write.text('longest')}: {length}"
    half = len(words) * BOLD // 2
    middle = max(half, min(x + width // 2, room - half))
    return (
        f'<path class="bracket" d="M{x} {LONGEST - 4}v20h{width}v-20"/>'
        f'<text class="mid strong" x="{middle}" y="{LONGEST + 70}">{escaped(words)}</text>'
    )


def brackets(named: Iterable[Dated], scale: Scale) -> str:
    """Handover segments as brackets with their labels below."""
    drawn = []
    for band in named:
        x, width = place(scale, band.from_m, band.to_m)
        label = escaped(fitted(band.label, width, LETTER))
        inner = (
            f"<title>{escaped(_dated(band))}</title>"
            f'<path class="bracket" d="M{x + 4} {SEGMENTS}v24h{max(width - 8, 1)}v-24"/>'
            f'<text x="{x + width // 2}" y="{SEGMENTS + 84}">{label}</text>'
        )
        drawn.append(linked(band.href, inner))
    return f'<g class="mid segment">{"".join(drawn)}</g>'


def legend(totals: Mapping[str, int], write: Pen, top: int, width: int) -> Foot:
    """What each colour, hatch and shape means, with metres or numbers; wraps at `width`."""
    x, y, parts = 0, top + 30, []
    for code in (*STATES, *MARK_KINDS):
        if not totals.get(code):
            continue
        unit = " m" if code in STATES else ""
        said = f"{write.text(code)}: {write.number(totals[code])}{unit}"
        needed = 160 + len(said) * LETTER
        if x and x + needed > width:
            x, y = 0, y + 90
        parts.append(_key(code, x, y, said, write))
        x += needed
    return Foot("".join(parts), y - top + 80)


def _key(code: str, x: int, y: int, said: str, write: Pen) -> str:
    swatch = (
        f'<path{write.fill(code)} d="{box(x, y, 56, 44)}"/>'
        if code in STATES
        else f'<path class="mark {code}" d="M0 {y + 40}{_stamped(code, [x + 34])}"/>'
    )
    return f'{swatch}<text x="{x + 72}" y="{y + 42}">{escaped(said)}</text>'


def _ends(band: Named) -> str:
    return f"{band.label}: {span_text(band.from_m, band.to_m)}"


def _dated(band: Dated) -> str:
    return f"{_ends(band)} · {band.note}" if band.note else _ends(band)
