"""The small strip under the map: the road as one line with the cursor that map and strip share.

Chainages are whole metres, intervals half-open [from_m, to_m); drawing units are about one
fifth of a pixel on a laptop, as in the strip map.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from clearance.maps import strip_lanes as lanes
from clearance.maps.svg import Scale, box, escaped, place
from clearance.maps.words import thousands
from clearance.rules.corridor.handover import Run

WIDE, MARGIN = 4800, 150
FOUND, FULL, TICKS, HEIGHT = (8, 56), (76, 130), 206, 320


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The road on a day, and where what passes the map's filters lies (None: no filter)."""

    start_m: int
    length_m: int
    full: Sequence[Run]
    found: Sequence[tuple[int, int]] | None = None


def draw(
    ribbon: Ribbon,
    href: Callable[[int, int], str],
    text: Callable[[str], str] = str,
    number: Callable[[int], str] = thousands,
) -> str:
    """One SVG element whose pieces link to their place; safe to embed.

    `data-start`, `data-length`, `data-left` and `data-wide` let scripts compute chainage (m).
    """
    write = lanes.Pen(text, number, href, "ribbon")
    scale = Scale(ribbon.start_m, max(ribbon.length_m, 1), MARGIN, WIDE)
    return (
        f'<svg class="strip ribbon" viewBox="0 0 {WIDE + 2 * MARGIN} {HEIGHT}" role="group"'
        f' aria-label="{escaped(write.text("title"))}" data-start="{ribbon.start_m}"'
        f' data-length="{ribbon.length_m}" data-left="{MARGIN}" data-wide="{WIDE}">'
        f"{lanes.patterns('ribbon')}{_found(ribbon.found, scale)}"
        f"{lanes.lane(ribbon.full, scale, FULL, write)}"
        f"{lanes.links(ribbon.full, scale, FULL, write)}{_ticks(ribbon, scale)}"
        f'<path class="cursor" d="M0 0v{TICKS + 20}" hidden="hidden"/></svg>'
    )


def _found(found: Sequence[tuple[int, int]] | None, scale: Scale) -> str:
    """Where the things that pass lie, joined where they touch: dark on a pale ground."""
    if found is None:
        return ""
    top, height = FOUND
    drawn = "".join(box(x, top, width, height) for x, width in _joined(found, scale))
    ground = box(scale.left, top, scale.width, height)
    return f'<path class="ground" d="{ground}"/><path class="found" d="{drawn}"/>'


def _joined(found: Iterable[tuple[int, int]], scale: Scale) -> Iterable[tuple[int, int]]:
    joined: list[list[int]] = []
    for from_m, to_m in found:
        x, width = place(scale, from_m, to_m)
        if joined and x <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], x + width)
        else:
            joined.append([x, x + max(width, lanes.THINNEST)])
    return [(start, end - start) for start, end in joined]


def _ticks(ribbon: Ribbon, scale: Scale) -> str:
    first = -(-ribbon.start_m // 1000)
    kilometres = range(first, (ribbon.start_m + ribbon.length_m) // 1000 + 1)
    every = max(len(kilometres) // 12, 1)
    large = [km for km in kilometres if km % every == 0]
    path = "".join(
        f"M{scale.x(km * 1000)} {TICKS}v{34 if km % every == 0 else 18}" for km in kilometres
    )
    words = "".join(
        f'<text x="{scale.x(km * 1000)}" y="{TICKS + 96}">Km{km}</text>' for km in large
    )
    return f'<path class="tick" d="{path}"/><g class="mid">{words}</g>'
