"""The lanes of the strip map: clear, blocked and unknown metres, and the links over them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clearance.maps.svg import Scale, box, escaped, linked, place
from clearance.maps.words import WORDS
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.handover import BLOCKED, CLEAR, UNKNOWN, Run, metres

THINNEST, LINK = 6, 48
STATES = (CLEAR, BLOCKED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Pen:
    """How words, numbers and links are written."""

    translate: Callable[[str], str]
    number: Callable[[int], str]
    href: Callable[[int, int], str] | None
    name: str

    def text(self, code: str) -> str:
        """The words for a code of words.py."""
        return self.translate(WORDS[code])

    def fill(self, state: str) -> str:
        """The attribute that fills with a state: solid when clear, a pattern else."""
        return ' class="clear"' if state == CLEAR else f' fill="url(#{self.name}-{state})"'


def patterns(name: str) -> str:
    """Hatching for blocked, dots for unknown, so that states differ without colour."""
    return (
        f'<defs><pattern id="{name}-{BLOCKED}" width="24" height="24" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="blocked" d="M0 0h24v24H0z"/><path class="blocked-line" d="M0 0v24"/>'
        "</pattern>"
        f'<pattern id="{name}-{UNKNOWN}" width="28" height="28" '
        'patternUnits="userSpaceOnUse">'
        '<path class="unknown" d="M0 0h28v28H0z"/>'
        '<circle class="unknown-dot" cx="14" cy="14" r="5"/></pattern></defs>'
    )


def lane(runs: Sequence[Run], scale: Scale, row: tuple[int, int], write: Pen) -> str:
    """One partition of the road: clear ground, over it a thick line for each other state.

    `runs` in metres of chainage; `row` is (top, height) in drawing units.
    """
    if not runs:
        return ""
    top, height = row
    start, end = scale.x(runs[0].from_m), scale.x(runs[-1].to_m)
    drawn = [f'<path class="clear" d="{box(start, top, end - start, height)}"/>']
    for state in (UNKNOWN, BLOCKED):
        dashes = _dashes([run for run in runs if run.state == state], scale)
        if dashes:
            drawn.append(
                f'<path d="M0 {top + height // 2}{dashes}" stroke="url(#{write.name}-{state})" '
                f'stroke-width="{height}"/>'
            )
    return "".join(drawn)


def links(runs: Sequence[Run], scale: Scale, row: tuple[int, int], write: Pen) -> str:
    """Invisible links over the full width: one for each run, short neighbours merged.

    `runs` in metres of chainage; `row` is (top, height) in drawing units.
    """
    if not write.href:
        return ""
    drawn = []
    for gathered in _gathered(runs, scale):
        from_m, to_m = gathered[0].from_m, gathered[-1].to_m
        x, width = scale.x(from_m), scale.x(to_m) - scale.x(from_m)
        wider = max(LINK - width, 0)
        inner = (
            f"<title>{escaped(_said(gathered, write))}</title>"
            f'<path d="{box(x - wider // 2, row[0], width + wider, row[1])}"/>'
        )
        drawn.append(linked(write.href(from_m, to_m), inner))
    return f'<g class="over">{"".join(drawn)}</g>'


def _gathered(runs: Sequence[Run], scale: Scale) -> Iterator[list[Run]]:
    """Wide runs one by one; short neighbours together."""
    group: list[Run] = []
    for run in runs:
        is_wide = place(scale, run.from_m, run.to_m)[1] >= LINK
        is_full = group and scale.x(run.from_m) - scale.x(group[0].from_m) >= 4 * LINK
        if group and (is_wide or is_full):
            yield group
            group = []
        group.append(run)
        if is_wide:
            yield group
            group = []
    if group:
        yield group


def _said(runs: Sequence[Run], write: Pen) -> str:
    total = metres(runs)
    parts = (
        f"{write.text(state)} {write.number(total[state])} m" for state in STATES if total[state]
    )
    return f"{span_text(runs[0].from_m, runs[-1].to_m)}: {', '.join(parts)}"


def _dashes(runs: Sequence[Run], scale: Scale) -> str:
    """Relative horizontal dashes from x = 0, none thinner than can be seen."""
    path, pen = "", 0
    for run in runs:
        x, width = place(scale, run.from_m, run.to_m)
        lack = max(THINNEST - width, 0)
        start, end = max(x - lack // 2, pen), x + width + lack - lack // 2
        if end > start:
            path, pen = f"{path}m{start - pen} 0h{end - start}", end
    return path
