"""The time–chainage diagram: chainage to the right, days downward, clear metres filled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from clearance.maps import charts
from clearance.maps.svg import Scale, box, escaped, linked
from clearance.maps.words import WORDS
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.clear_days import Cleared

#: Columns of the filled area: in each the latest metre decides, one that is not clear before all.
_COLUMN = 2
_BARS = (("need_by_on", "need"), ("promised_on", "promise"))


@dataclass(frozen=True, slots=True)
class Dated:
    """A segment: where it lies, when it is needed and promised; href leads to its page."""

    from_m: int
    to_m: int
    label: str
    need_by_on: str | None
    promised_on: str | None
    href: str = ""


def draw_time(
    pieces: Sequence[Cleared],
    segments: Sequence[Dated],
    days: tuple[str, str, str],
    text: Callable[[str], str] = str,
    description: str = "",
) -> str:
    """The diagram as one SVG; `days` are first, last and as-of day (YYYY-MM-DD).

    Each metre is filled from the day it became clear to the as-of day; need-by dates are thick
    bars, promises dashed ones, so that they differ without colour.
    """
    first, last, as_of = days
    time = charts.Days(first, last, charts.TOP, charts.HIGH)
    start, end = pieces[0].from_m, pieces[-1].to_m
    scale = Scale(start, max(end - start, 1), charts.LEFT, charts.WIDE)

    def words(code: str) -> str:
        return text(WORDS[code])

    inner = "".join(
        (
            _grid(time, scale, start, end),
            _area(pieces, time, scale, as_of),
            *(_bars(segment, time, scale, words) for segment in segments),
            _today(time, as_of),
            charts.legend([("filled", "clear"), ("need", "need"), ("promise", "promise")], words),
        )
    )
    return charts.svg("time", words("time"), description, inner, is_linked=True)


def _grid(time: charts.Days, scale: Scale, start: int, end: int) -> str:
    """Months as lines across, kilometres below."""
    right, bottom = charts.LEFT + charts.WIDE, charts.TOP + charts.HIGH
    lines, written = "", []
    for day in time.firsts():
        lines += f"M{charts.LEFT} {time.at(day)}H{right}"
        written.append(
            f'<text class="end" x="{charts.LEFT - 12}" y="{time.at(day) + 6}">'
            f"{charts.short(day)}</text>"
        )
    step = 5000 if end - start > 12_000 else 1000
    for metres in range(-(-start // step) * step, end + 1, step):
        lines += f"M{scale.x(metres)} {bottom}v8"
        written.append(
            f'<text class="mid" x="{scale.x(metres)}" y="{bottom + 32}">Km{metres // 1000}</text>'
        )
    frame = box(charts.LEFT, charts.TOP, charts.WIDE, charts.HIGH)
    return f'<path class="frame" d="{frame}"/><path class="grid" d="{lines}"/>{"".join(written)}'


def _area(pieces: Iterable[Cleared], time: charts.Days, scale: Scale, as_of: str) -> str:
    """Steps from the day of clearing to the day looked from, equal neighbours as one."""
    bottom = time.at(as_of)
    steps = "".join(
        f"M{first * _COLUMN} {bottom}V{top}H{last * _COLUMN}V{bottom}z"
        for top, first, last in _steps(_columns(pieces, time, scale))
    )
    return f'<path class="filled" d="{steps}"/>' if steps else ""


def _columns(pieces: Iterable[Cleared], time: charts.Days, scale: Scale) -> dict[int, int | None]:
    """Column → how far up it is filled; None where some metre, however short, is not clear."""
    columns: dict[int, int | None] = {}
    for piece in pieces:
        top = None if piece.day is None else time.at(piece.day or time.first)
        first = scale.x(piece.from_m) // _COLUMN
        for x in range(first, max(-(-scale.x(piece.to_m) // _COLUMN), first + 1)):
            known = columns.get(x, 0)
            columns[x] = None if top is None or known is None else max(top, known)
    return columns


def _steps(columns: Mapping[int, int | None]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring columns of one height as (height, first, after the last)."""
    for top, group in groupby(columns.items(), key=itemgetter(1)):
        found = [x for x, _ in group]
        if top is not None:
            yield top, found[0], found[-1] + 1


def _bars(segment: Dated, time: charts.Days, scale: Scale, words: Callable[[str], str]) -> str:
    """Need-by and promised day of a segment as bars over its length, both one link."""
    x, end = scale.x(segment.from_m), scale.x(segment.to_m)
    drawn, said = "", [f"{segment.label}: {span_text(segment.from_m, segment.to_m)}"]
    for name, kind in _BARS:
        day = getattr(segment, name)
        if day:
            drawn += f'<path class="{kind}" d="M{x + 1} {time.at(day)}H{end - 1}"/>'
            said.append(f"{words(kind)} {charts.whole(day)}")
    if not drawn:
        return ""
    area = f'<path class="hit" d="{box(x, charts.TOP, end - x, charts.HIGH)}"/>'
    return linked(segment.href, f"<title>{escaped(', '.join(said))}</title>{area}{drawn}")


def _today(time: charts.Days, as_of: str) -> str:
    y = time.at(as_of)
    return (
        f'<path class="today" d="M{charts.LEFT - 8} {y}H{charts.LEFT + charts.WIDE + 8}"/>'
        f'<text class="end strong" x="{charts.LEFT + charts.WIDE}" y="{y - 8}">'
        f"{charts.whole(as_of)}</text>"
    )
