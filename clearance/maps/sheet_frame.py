"""Frame of a printed sheet: title, north, scale bar, legend with counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from clearance.maps.layers import Look, MapLayer
from clearance.maps.paper import FOOT_MM, HEAD_MM, UNITS, Paper, bar_m
from clearance.maps.svg import box, escaped

Counted = tuple[MapLayer, Counter[str]]
_KEY, _LINE, _LETTER = 500, 460, 165
_TONES = ("todo", "doing", "stuck")
#: A mound for a grave, a square for a structure, a ring for a post; drawn from the middle.
MARKS = {
    "graves": "m-90 90v-90a90 90 0 0 1 180 0v90z",
    "structures": "m-90 -90h180v180h-180z",
    "kilometres": "m-70 0a70 70 0 0 1 140 0a70 70 0 0 1 -140 0z",
}


def patterns() -> str:
    """The hatches: dots, lines, diagonals, each in its tone, distinct on grey copies too."""
    marks = {
        "todo": '<circle cx="60" cy="60" r="20"/>',
        "doing": '<path d="M0 60h120"/>',
        "stuck": '<path d="M0 120L120 0M-30 30L30 -30M90 150L150 90"/>',
    }
    return (
        "<defs>"
        + "".join(
            f'<pattern id="sheet-{tone}" width="120" height="120" patternUnits="userSpaceOnUse"'
            f' class="tone-{tone}"><path class="ground" d="M0 0h120v120H0z"/>'
            f"{marks[tone]}</pattern>"
            for tone in _TONES
        )
        + "</defs>"
    )


def head(paper: Paper, title: str, day: str, note: str) -> str:
    """Title and day above the map, what was filtered below them, north at the right."""
    width = paper.size_mm[0] * UNITS
    return (
        f'<text class="title" x="0" y="620">{escaped(title)}</text>'
        f'<text x="0" y="1280">{escaped(" · ".join(filter(None, [day, note])))}</text>'
        f'<g class="north" transform="translate({width - 500} 150)">'
        '<path d="M0 1150L300 0L600 1150L300 880z" transform="translate(-200 0)"/>'
        '<text class="end" x="-600" y="900">B/N</text></g>'
    )


def foot(
    paper: Paper,
    counts: Sequence[Counted],
    scale: str,
    source: str,
    words: Callable[[object], str],
    number: Callable[[int], str],
) -> str:
    """The frame line, the scale bar, the legend in columns, where the figures come from."""
    width, height = (side * UNITS for side in paper.size_mm)
    top = height - FOOT_MM * UNITS
    frame = box(15, HEAD_MM * UNITS, width - 30, top - HEAD_MM * UNITS)
    return (
        f'<path class="frame" d="{frame}"/>{_bar(paper, top + 420, scale)}'
        f"{_legend(counts, top + 300, width, words, number)}"
        f'<text class="small" x="0" y="{height - 60}">{escaped(source)}</text>'
    )


def _bar(paper: Paper, top: int, scale: str) -> str:
    """Four boxes of equal true length."""
    metres = bar_m(paper.scale)
    length = round(metres * 1000 * UNITS / paper.scale)
    quarter = length / 4
    boxes = "".join(
        f'<path class="bar n{at % 2}" d="M{round(at * quarter)} {top}h{round(quarter)}v160h-{round(quarter)}z"/>'  # noqa: E501
        for at in range(4)
    )
    label = f"{metres} m" if metres < 1000 else f"{metres / 1000:g} km"
    return (
        f'<g class="scale" data-metres="{metres}" data-units="{length}">{boxes}'
        f'<text x="0" y="{top + 520}">0</text>'
        f'<text class="end" x="{length}" y="{top + 520}">{escaped(label)}</text>'
        f'<text class="strong" x="0" y="{top + 1000}">{escaped(scale)}</text></g>'
    )


def _legend(
    counts: Sequence[Counted],
    top: int,
    width: int,
    words: Callable[[object], str],
    number: Callable[[int], str],
) -> str:
    """Every status with its hatch and how many features of it are on the sheet."""
    rows = 5
    left, drawn = 6200, []
    for column in _columns(list(_keys(counts, words, number)), rows):
        wide = max(len(said) for _, _, said in column) * _LETTER + 2 * _KEY
        if left + wide > width + _KEY:
            break
        for at, (layer, look, said) in enumerate(column):
            drawn.append(_key(layer, look, said, left, top + at * _LINE))
        left += wide
    return "".join(drawn)


def _columns(
    keys: list[tuple[MapLayer, Look, str]], rows: int
) -> Iterable[list[tuple[MapLayer, Look, str]]]:
    for start in range(0, len(keys), rows):
        yield keys[start : start + rows]


def _keys(
    counts: Sequence[Counted], words: Callable[[object], str], number: Callable[[int], str]
) -> Iterable[tuple[MapLayer, Look, str]]:
    for layer, counted in counts:
        for look in layer.looks:
            if not counted[look.status]:
                continue
            is_one = len(layer.looks) == 1
            said = (
                words(look)
                if is_one
                else f"{words(layer)}: {words(look)} {number(counted[look.status])}"
            )
            yield layer, look, said


def _key(layer: MapLayer, look: Look, said: str, x: int, y: int) -> str:
    classes = f"{layer.kind} {layer.name} tone-{look.tone} hatch-{look.hatch}"
    middle = f"M{x + 190} {y + 120}{MARKS.get(layer.name, '')}"
    line = middle if layer.name in MARKS else f"M{x} {y + 120}h380"
    shape = box(x, y, 380, 240) if layer.kind == "polygon" else line
    return f'<path class="key {classes}" d="{shape}"/><text x="{x + _KEY}" y="{y + 230}">{escaped(said)}</text>'  # noqa: E501
