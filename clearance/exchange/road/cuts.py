"""Intervals cut out of a road or a package, whole metres [from, to): overlaps and gaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearance.exchange.lists.rows import Row
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.faults import Fault

COLUMN = "Lý trình"


@dataclass(frozen=True, slots=True)
class Cut:
    """One interval: its code, [from, to), and the row of the file it comes from, if any."""

    code: str
    from_m: int
    to_m: int
    row: Row | None = None

    @property
    def place(self) -> str:
        """Its code with the row it comes from."""
        return f"{self.code} (dòng {self.row.number})" if self.row else self.code


def overlaps(cuts: Iterable[Cut], noun: str) -> Iterator[Fault]:
    """A fault for each two neighbours that share metres, one of them at least of the file."""
    before: Cut | None = None
    for cut in sorted(cuts, key=lambda c: (c.from_m, c.to_m)):
        if before and cut.from_m < before.to_m and (own := cut if cut.row else before).row:
            other = before if own is cut else cut
            end = min(cut.to_m, before.to_m)
            told = f"chồng lên {noun} {other.place}: {span_text(cut.from_m, end)}"
            shown = span_text(own.from_m, own.to_m)
            yield own.row.fault(told, "sửa lý trình một trong hai", COLUMN, shown)
        if before is None or cut.to_m > before.to_m:
            before = cut


def gaps(cuts: Iterable[Cut], from_m: int, to_m: int) -> list[tuple[int, int]]:
    """The parts of [from_m, to_m) that no interval takes, in order."""
    found, at = [], from_m
    for cut in sorted(cuts, key=lambda c: c.from_m):
        if cut.from_m > at:
            found.append((at, cut.from_m))
        at = max(at, cut.to_m)
    return [*found, (at, to_m)] if at < to_m else found


def tell_gaps(parts: list[tuple[int, int]], owner: str, missing: str, file: str) -> Iterator[Fault]:
    """A note of the metres of a road or a package that nothing of the list takes."""
    if parts:
        shown = ", ".join(span_text(*part) for part in parts[:10]) + (", …" if parts[10:] else "")
        metres = sum(b - a for a, b in parts)
        yield Fault(f"{owner} còn {metres} m chưa có {missing}: {shown}", file=file)
