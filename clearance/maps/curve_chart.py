"""The S-curve: clear metres by week beside metres promised and needed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clearance.maps import charts
from clearance.maps.svg import box
from clearance.maps.words import WORDS, thousands

#: Value of a week, class of its line.
_LINES = (("need_m", "need"), ("promised_m", "promise"), ("clear_m", "actual"))


def draw_curve(
    weeks: Sequence[Mapping[str, Any]],
    length_m: int,
    text: Callable[[str], str] = str,
    number: Callable[[int], str] = thousands,
    description: str = "",
) -> str:
    """The curve as one SVG, from 0 to `length_m` metres; lines differ in stroke, not colour.

    `weeks`: rows of a day and its metres; `text`, `number`: translation and number format.
    """
    time = charts.Days(weeks[0]["day"], weeks[-1]["day"], charts.LEFT, charts.WIDE)

    def words(code: str) -> str:
        return text(WORDS[code])

    def up(metres: int) -> int:
        return charts.TOP + charts.HIGH - round(metres * charts.HIGH / max(length_m, 1))

    lines = "".join(
        f'<path class="line {kind}" d="{_path(weeks, name, time, up)}"/>' for name, kind in _LINES
    )
    marks = [("actual", "clear"), ("promise", "promised"), ("need", "needed")]
    inner = f"{_grid(time, length_m, up, number)}{lines}{charts.legend(marks, words)}"
    return charts.svg("curve", words("curve"), description, inner, is_linked=False)


def _path(
    weeks: Sequence[Mapping[str, Any]], name: str, time: charts.Days, up: Callable[[int], int]
) -> str:
    """One line; it ends where nothing is known any more."""
    points = [(time.at(w["day"]), up(w[name])) for w in weeks if w[name] is not None]
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _grid(
    time: charts.Days, length_m: int, up: Callable[[int], int], number: Callable[[int], str]
) -> str:
    bottom = charts.TOP + charts.HIGH
    lines, written = "", []
    for quarter in range(5):
        metres = length_m * quarter // 4
        lines += f"M{charts.LEFT} {up(metres)}h{charts.WIDE}"
        written.append(
            f'<text class="end" x="{charts.LEFT - 12}" y="{up(metres) + 6}">'
            f"{number(metres)} m</text>"
        )
    for day in time.firsts():
        lines += f"M{time.at(day)} {bottom}v8"
        written.append(
            f'<text class="mid" x="{time.at(day)}" y="{bottom + 32}">{charts.short(day)}</text>'
        )
    frame = box(charts.LEFT, charts.TOP, charts.WIDE, charts.HIGH)
    return f'<path class="frame" d="{frame}"/><path class="grid" d="{lines}"/>{"".join(written)}'
