"""Control totals of a list, checked against the rows since each place where a sum may begin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from clearance.exchange.files.sheets import Cell
from clearance.exchange.lists.row_shapes import Shape

#: Reads the figure of a row in a summed column: (value, half of its last written digit) or None.
Figure = Callable[[Shape, str], tuple[float, float] | None]
#: A figure of a total row: field, as written, what the entries add up to, whether they agree.
Compared = tuple[str, float, float, bool]
ROUNDING = 0.01


@dataclass(slots=True)
class _Running:
    """Sums so far by field: of every row, and of rows that do not repeat the one above."""

    every: dict[str, float] = field(default_factory=dict)
    once: dict[str, float] = field(default_factory=dict)

    def copy(self) -> "_Running":
        return _Running(dict(self.every), dict(self.once))


class Sums:
    """Adds up entries as they are judged, and compares total rows with them."""

    def __init__(self, fields: Sequence[str], figure: Figure) -> None:
        self._fields, self._figure = fields, figure
        self._waiting: list[Shape] = []
        self._now = _Running()
        self._starts: list[_Running] = [self._now.copy()]
        self._last: Shape | None = None
        self.count = 0

    def add(self, shape: Shape) -> None:
        """An entry more; it is read only when some total asks."""
        self._waiting.append(shape)
        self.count += 1

    def begin(self) -> None:
        """A place where a sum may begin: a group, a page, a total."""
        self._settle()
        self._starts.append(self._now.copy())

    def compare(self, shape: Shape) -> list[Compared]:
        """Each figure of a total row beside the sum of the entries it counts.

        Of all places where counting may have begun, the one that explains most figures.
        """
        self._settle()
        found = {n: f for n in shape.figures if (f := self._figure(shape, n)) is not None}
        told = [[self._held(start, n, *found[n]) for n in found] for start in self._starts]
        return max(told, key=lambda rows: sum(agrees for *_, agrees in rows), default=[])

    def explains(self, shape: Shape) -> bool:
        """Whether every figure of a row is the sum of two entries or more above it."""
        told = self.compare(shape)
        return self.count > 1 and bool(told) and all(agrees for *_, agrees in told)

    def _held(self, start: _Running, name: str, written: float, slack: float) -> Compared:
        sums = [
            now.get(name, 0.0) - then.get(name, 0.0)
            for now, then in ((self._now.every, start.every), (self._now.once, start.once))
        ]
        near = min(sums, key=lambda total: abs(total - written))
        return name, written, round(near, 4), abs(near - written) <= slack + ROUNDING

    def _settle(self) -> None:
        for shape in self._waiting:
            for name in self._fields:
                figure = self._figure(shape, name)
                if figure is None:
                    continue
                self._now.every[name] = self._now.every.get(name, 0.0) + figure[0]
                if not self._repeats(shape, name, figure[0]):
                    self._now.once[name] = self._now.once.get(name, 0.0) + figure[0]
            self._last = shape
        self._waiting = []

    def _repeats(self, shape: Shape, name: str, value: float) -> bool:
        """Whether the figure only says again what the row above said of the same thing."""
        last = self._last
        if last is None or shape.ordinal is not None:
            return False
        figure = self._figure(last, name)
        keys = ("map_sheet_no", "parcel_no") if name.endswith("_m2") else ("full_name",)
        same = all(_same(shape.raw, last.raw, key) for key in keys)
        return figure is not None and figure[0] == value and same


def _same(raw: Mapping[str, object], above: Mapping[str, object], key: str) -> bool:
    return raw.get(key) in ("", None, above.get(key))


def decimals(value: Cell) -> int:
    """How many decimals a figure is written with."""
    text = f"{value:.12g}" if isinstance(value, float) else str(value).replace(",", ".")
    _, point, after = text.rpartition(".")
    is_fraction = point and (isinstance(value, float) or "," in str(value))
    return len(after.rstrip("m²2 ")) if is_fraction else 0


def show_sum(value: float) -> str:
    """A sum in Vietnamese notation: 1.234,5."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
