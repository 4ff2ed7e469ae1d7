"""Safe pieces of SVG: escaped text, whole-number places, short paths."""

import re
from dataclasses import dataclass
from html import escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: object) -> str:
    """Text safe between tags and in double quotes; characters XML cannot hold are left out."""
    return escape(_NOT_XML.sub("", str(text)), quote=True)


@dataclass(frozen=True, slots=True)
class Scale:
    """Chainage in metres to whole drawing units."""

    start_m: int
    length_m: int
    left: int
    width: int

    def x(self, metres: float) -> int:
        """Drawing unit of a chainage (m)."""
        return self.left + round((metres - self.start_m) * self.width / self.length_m)


def box(x: int, y: int, width: int, height: int) -> str:
    """A rectangle as an SVG path in drawing units, half as long as a <rect>."""
    return f"M{x} {y}h{width}v{height}h-{width}z"


def place(scale: Scale, from_m: int, to_m: int) -> tuple[int, int]:
    """Left edge and width, at least 1, of an interval in drawing units; chainages in metres."""
    x = scale.x(from_m)
    return x, max(scale.x(to_m) - x, 1)


def linked(href: str, inner: str) -> str:
    """A piece of SVG as a link, or as a group without one."""
    return f'<a href="{escaped(href)}">{inner}</a>' if href else f"<g>{inner}</g>"


def fitted(text: str, width: int, letter: int) -> str:
    """Text cut with an ellipsis to a width in units; empty when not three letters fit."""
    room = width // letter
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rstrip()}…" if room >= 4 else ""
