"""Row skipping: entries against titles, totals and signatures, by position and shape, not by words.

An entry has a number in sequence, identifies itself (a code, a sheet and parcel) or fills the
usual fields of the list. A total has figures that add up and no identification. Separate rows
below the last entry are the signature. An ambiguous row is a question to the user.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from clearance.exchange.files.sheets import Cell
from clearance.exchange.lists.cells import is_blank, plain_text
from clearance.exchange.lists.row_shapes import Profile, Shape, profile_of
from clearance.exchange.lists.tables import Column
from clearance.exchange.lists.totals import Compared, Sums
from clearance.rules.basics.names import fold

NUMBERING_ROW, HEADER_AGAIN = "dòng đánh số cột", "dòng tiêu đề lặp lại"
GROUP, TOTAL, SIGNATURE = "dòng tên nhóm", "dòng cộng", "phần ký"
EXAMPLE = "dòng ví dụ của mẫu"
ORDINAL_ONLY, ASIDE = "chỉ có số thứ tự", "chỉ có chữ ở cột không nhập"
DOUBTFUL = "không rõ là một dòng của danh sách hay dòng cộng, phần ký"
NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?(\s*=.*)?")
TOTAL_NAME = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng)\s*:?\s*(?:\(.*\)|\d.*)?\s*:?\s*"
    r"|(?:tổng cộng|tổng số|tổng|cộng)"
    r" (?:thôn|xã|thị trấn|bản|trang|tổ|xóm|nhóm|huyện|toàn|hộ|diện)\b.*"
    r"|tong cong|tong so|tong|cong"
)
PLACE = re.compile(
    r"(?:[ivx]+\s*[.:/-]\s*|\d{1,2}\s*[.:/-]\s*|[a-z]\s*[.:/-]\s*)?"
    r"(?:(?P<unit>(?:xã|thị trấn|phường|tt\.?)\s+.+)"
    r"|(?P<village>(?:thôn|bản|xóm|tổ|tdp|tổ dân phố|khu|làng)\s+.+))",
    re.IGNORECASE,
)


class Judge:
    """Classifies each row; `places` holds commune and village of the title above.

    `has_places`: the table's things lie in a commune or village that a row of its own may name.
    """

    def __init__(
        self,
        shapes: Sequence[Shape],
        columns: Mapping[str, Column],
        sums: Sums,
        *,
        has_places: bool = True,
    ) -> None:
        self._shapes, self._sums, self._has_places = shapes, sums, has_places
        self._profile = profile_of([s for s in shapes if not s.why], columns)
        self._is_firm, self._is_apart = _firm(shapes, self._profile)
        self._more, self._more_here = _later(shapes, self._is_firm)
        self._place: dict[str, str] = {}
        self._ordinal: int | None = None
        self.places: list[Mapping[str, str]] = []
        self.controls: list[tuple[Shape, list[Compared]]] = []
        self._on_top: list[Shape] = []

    def run(self) -> list[str]:
        """Why each row is no entry, in Vietnamese; "" for an entry."""
        told: list[str] = []
        for index, shape in enumerate(self._shapes):
            why = shape.why or self._decide(index, shape, told[-1] if told else "")
            told.append(why)
            self.places.append(self._place)
            if not why:
                self._sums.add(shape)
                self._ordinal = shape.ordinal if shape.ordinal is not None else self._ordinal
            else:
                self._count(shape, why)
        self.controls += [(shape, self._sums.compare(shape)) for shape in self._on_top]
        return told

    def _count(self, shape: Shape, why: str) -> None:
        """Compare a total with the entries above it, and restart the sums.

        A total on top of the first entry waits for all of them.
        """
        if why == TOTAL and not self._sums.count:
            self._on_top.append(shape)
        elif why == TOTAL:
            self.controls.append((shape, self._sums.compare(shape)))
        if why in (GROUP, TOTAL, HEADER_AGAIN):
            self._sums.begin()

    def _decide(self, index: int, shape: Shape, above: str) -> str:
        if self._opens_group(index, shape):
            return GROUP
        if (
            shape.figures
            and _is_total_name(shape)
            and not (self._is_firm[index] and not self._sums.explains(shape))
        ):
            return TOTAL
        if not shape.given and "note" not in _filled(shape):
            return self._bare(index, shape)
        if self._is_firm[index]:
            return ""
        return self._by_figures(shape) if shape.figures else self._by_place(index, shape, above)

    def _bare(self, index: int, shape: Shape) -> str:
        """A row with nothing in the columns that are read."""
        if shape.ordinal is not None and not shape.texts:
            return ORDINAL_ONLY
        return ASIDE if self._more_here[index] else SIGNATURE

    def _by_figures(self, shape: Shape) -> str:
        """A row with figures that proves nothing."""
        if self._sums.explains(shape):
            return TOTAL
        return DOUBTFUL if shape.label and not self._profile.is_filled(shape) else ""

    def _by_place(self, index: int, shape: Shape, above: str) -> str:
        """A row of words that proves nothing: below the last entry it is no entry, or asked."""
        if _is_total_name(shape):
            return TOTAL
        if self._more_here[index]:
            return ""
        is_closing = (
            any(c.isdigit() for c in shape.name)
            or not shape.name
            or (shape.name.isupper() and not self._profile.has_capitals)
        )
        if self._is_apart[index] or above in (TOTAL, SIGNATURE) or shape.is_misfit or is_closing:
            return SIGNATURE
        return DOUBTFUL

    def _opens_group(self, index: int, shape: Shape) -> bool:
        """Whether the row names only what the rows below have in common."""
        if len(shape.texts) != 1 or shape.is_proven or not self._more[index]:
            return False
        if fold(shape.name) not in ("", fold(shape.texts[0])):
            return False  # a name beside the place, however short: “Lý A”
        found = PLACE.fullmatch(shape.texts[0]) if self._has_places else None
        if self._is_in_turn(index, shape) or not (found or shape.is_marked):
            return False
        if found and found["unit"]:
            self._place = {"unit": found["unit"].strip(" :")}
        elif found:
            self._place = {**self._place, "village": found["village"].strip(" :")}
        return True

    def _is_in_turn(self, index: int, shape: Shape) -> bool:
        """Whether its number stands between those of the entries above and below."""
        if shape.ordinal is None or self._ordinal is None or shape.ordinal != self._ordinal + 1:
            return False
        below = (i for i in range(index + 1, len(self._shapes)) if self._is_firm[i])
        return self._shapes[next(below)].ordinal == shape.ordinal + 1


def _filled(shape: Shape) -> set[str]:
    return {name for name, cell in shape.raw.items() if not is_blank(cell)}


def _is_total_name(shape: Shape) -> bool:
    """Whether the row's own words, where its name would stand, are those of a total."""
    return bool(TOTAL_NAME.fullmatch(shape.label.lower()))


def _firm(shapes: Sequence[Shape], profile: Profile) -> tuple[list[bool], list[bool]]:
    """Which rows are entries beyond doubt, and which stand apart below the last of them."""
    firm, apart = [], []
    number, ordinal, is_apart = 0, 0, False
    for shape in shapes:
        is_apart = is_apart or shape.number - number > 1
        is_full = profile.is_filled(shape) and (not is_apart or profile.is_local(shape))
        in_turn = (
            shape.ordinal is not None
            and bool(shape.given)
            and (not is_apart or shape.ordinal > ordinal or profile.is_filled(shape))
        )
        is_firm = not shape.why and (shape.is_proven or is_full or in_turn)
        firm.append(is_firm)
        apart.append(is_apart)
        number = shape.number
        if is_firm or shape.why:
            is_apart, ordinal = False, shape.ordinal or ordinal
    return firm, apart


def _later(shapes: Sequence[Shape], firm: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    """Whether an entry follows each row at all, and before the header is repeated."""
    anywhere, here = [False] * len(shapes), [False] * len(shapes)
    for index in range(len(shapes) - 2, -1, -1):
        anywhere[index] = anywhere[index + 1] or firm[index + 1]
        is_new = shapes[index + 1].why == HEADER_AGAIN
        here[index] = not is_new and (here[index + 1] or firm[index + 1])
    return anywhere, here


def is_example(raw: Mapping[str, Cell]) -> bool:
    """Whether a row is marked as the example of a template, where its number would be."""
    mark = raw.get("ordinal", "")
    return isinstance(mark, str) and fold(mark).strip(" .:") in ("vi du", "vd")


def is_altered(raw: Mapping[str, Cell], columns: Mapping[str, Column]) -> bool:
    """Whether an example row holds other values than the template's: somebody wrote over it."""
    return any(
        plain_text(cell) != str(columns[name].example)
        for name, cell in raw.items()
        if name != "ordinal" and isinstance(cell, str | int | float) and not is_blank(cell)
    )


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row under the header only numbers the columns: (1) (2) (3), A B 1 2, 6=4+5."""
    if any(isinstance(c, date) for c in row):
        return False
    marks = [plain_text(c) for c in row if not is_blank(c)]
    found = [NUMBERING.fullmatch(mark) for mark in marks]
    if len(marks) < 3 or not all(found):
        return False
    numbers = [int(f[1]) for f in found if f and f[1].isdigit()]
    rising = all(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and rising
