"""Shared frame of the time charts: days as positions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from clearance.maps.svg import escaped

LEFT, TOP, WIDE, HIGH = 150, 40, 1100, 420
#: The whole drawing: frame, letters around it, legend below.
BOX = f"0 0 {LEFT + WIDE + 40} {TOP + HIGH + 110}"


@dataclass(frozen=True, slots=True)
class Days:
    """Days from first to last on `size` drawing units from `start`."""

    first: str
    last: str
    start: int
    size: int

    def at(self, day: str) -> int:
        """Drawing unit of a day; days outside the frame are at its edge."""
        inside = min(max(day, self.first), self.last)
        whole = max(_number(self.last) - _number(self.first), 1)
        return self.start + round((_number(inside) - _number(self.first)) * self.size / whole)

    def firsts(self) -> Iterator[str]:
        """First days of months, as few as can be read: at most a dozen."""
        year, month = int(self.first[:4]), int(self.first[5:7])
        count = (int(self.last[:4]) - year) * 12 + int(self.last[5:7]) - month
        step = -(-max(count, 1) // 12)
        for number in range(month, month + count + 1, step):
            day = f"{year + (number - 1) // 12:04d}-{(number - 1) % 12 + 1:02d}-01"
            if self.first <= day <= self.last:
                yield day


def short(day: str) -> str:
    """A day as `03/2026`."""
    return f"{day[5:7]}/{day[:4]}"


def whole(day: str) -> str:
    """A day as `07/03/2026`."""
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def svg(name: str, title: str, description: str, inner: str, is_linked: bool) -> str:
    """The SVG element of a chart with its title and description."""
    return (
        f'<svg class="chart" viewBox="{BOX}" role="{"group" if is_linked else "img"}" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escaped(title)}'
        f'</title><desc id="{name}-desc">{escaped(description)}</desc>{inner}</svg>'
    )


def legend(items: list[tuple[str, str]], text: Callable[[str], str]) -> str:
    """Samples (class, code of words) in a row under the frame."""
    x, drawn = LEFT, []
    for kind, code in items:
        words = text(code)
        drawn.append(
            f'<path class="{kind}" d="M{x} {TOP + HIGH + 78}h44v14h-44z"/>'
            f'<text x="{x + 54}" y="{TOP + HIGH + 92}">{escaped(words)}</text>'
        )
        x += 90 + 11 * len(words)
    return "".join(drawn)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
