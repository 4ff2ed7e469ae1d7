"""Below the strip map's brackets: need-by dates, this week's plan, an earlier day."""

from collections.abc import Iterable, Sequence

from clearance.maps.strip_lanes import THINNEST, Pen
from clearance.maps.strip_rows import LETTER, Dated
from clearance.maps.svg import Scale, box, escaped, fitted, linked, place
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.handover import CLEAR, Run

#: Most rows of dates, the height of one, and of one lane with the space under it.
DATE_ROWS, DATE_HIGH, LANE_HIGH, BAR = 3, 62, 84, 56
_GAP = 40


def date_rows(bands: Sequence[Dated], scale: Scale) -> list[list[Dated]]:
    """The bands that carry a note, each in the first row with room; a note without any is left
    to the title of its bracket."""
    rows: list[list[Dated]] = [[] for _ in range(DATE_ROWS)]
    ends = [-_GAP] * DATE_ROWS
    for band in bands:
        start, width = _middle(band, scale) - _wide(band) // 2, _wide(band)
        free = (n for n in range(DATE_ROWS) if ends[n] + _GAP <= start)
        if band.note and (row := next(free, None)) is not None:
            rows[row].append(band)
            ends[row] = start + width
    return [row for row in rows if row]


def dates(rows: Sequence[Sequence[Dated]], scale: Scale, top: int, write: Pen) -> str:
    """Dates under their brackets; late ones have a triangle, the word and bold letters."""
    drawn = []
    for number, row in enumerate(rows):
        base = top + DATE_HIGH * number + 46
        for band in row:
            middle = _middle(band, scale)
            said, kind = band.note, ""
            if band.is_late:
                said, kind = f"▲ {band.note} {write.text('late')}", ' class="late"'
            drawn.append(f'<text{kind} x="{middle}" y="{base}">{escaped(said)}</text>')
    return f'<g class="mid note">{"".join(drawn)}</g>' if drawn else ""


def plan(bands: Iterable[Dated], scale: Scale, top: int, write: Pen) -> str:
    """This week's unlock plan, a hatched band for each stretch to clear.

    The note is written where the label has no room.
    """
    drawn = []
    for band in bands:
        x, width = place(scale, band.from_m, band.to_m)
        ends = f"{band.label}: {span_text(band.from_m, band.to_m)}"
        inner = (
            f"<title>{escaped(ends)}</title>"
            f'<path class="plan" d="{box(x, top, width, BAR)}"/>'
            f'<text x="{x + width // 2}" y="{top + 46}">'
            f"{escaped(_fitting(band, width - 12))}</text>"
        )
        drawn.append(linked(band.href, inner))
    return f'<g class="mid">{"".join(drawn)}</g>{_named("plan", top, write)}' if drawn else ""


def _fitting(band: Dated, width: int) -> str:
    has_room = len(band.label) <= width // LETTER
    return fitted(band.label if has_room else band.note or band.label, width, LETTER)


def earlier(runs: Iterable[Run], scale: Scale, top: int, write: Pen) -> str:
    """Clear runs of an earlier day as thin outlines without filling."""
    boxes, pen = f"M0 {top + 8}", 0
    for start, end in _seen(runs, scale):
        boxes += f"m{start - pen} 0h{end - start}v{BAR - 16}h{start - end}z"
        pen = start
    base = f"M{scale.left} {top + BAR // 2}h{scale.width}"
    return (
        f'<path class="base" d="{base}"/><path class="ghost" d="{boxes}"/>'
        f"{_named('ghost', top, write)}"
    )


def _seen(runs: Iterable[Run], scale: Scale) -> list[tuple[int, int]]:
    """Where clear runs start and end, gaps too thin to see between outlines left out."""
    found: list[tuple[int, int]] = []
    for start, width in (place(scale, r.from_m, r.to_m) for r in runs if r.state == CLEAR):
        if found and start - found[-1][1] < 2 * THINNEST:
            found[-1] = (found[-1][0], start + width)
        else:
            found.append((start, start + width))
    return found


def _named(code: str, top: int, write: Pen) -> str:
    return f'<text x="0" y="{top + 46}">{escaped(write.text(code))}</text>'


def _middle(band: Dated, scale: Scale) -> int:
    """Where a note is centred: under its bracket, but never beyond the end of the road."""
    x, width = place(scale, band.from_m, band.to_m)
    return min(x + width // 2, scale.left + scale.width + LETTER - _wide(band) // 2)


def _wide(band: Dated) -> int:
    return (len(band.note) + (8 if band.is_late else 0)) * LETTER
