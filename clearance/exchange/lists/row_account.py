"""The account of a file: every row and column of it, what became of each; kept with the import."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from clearance.exchange.lists.rows import Reading

ABOVE, HEADER = "phía trên bảng", "dòng tiêu đề"
NO_TABLE = "trang tính không có bảng"
HIDDEN, NOT_CHOSEN = "trang tính ẩn", "trang tính không được chọn"
#: The sheet of a template that says what each column means, and why it is not read.
MEANINGS, DESCRIBING = "Ý nghĩa cột", "trang giải thích cột của mẫu"
JOINED = "nối với hình trên thành một"


def account_of(reading: Reading) -> dict[str, Any]:
    """Rows in, rows read, the rest by why they were left out; columns not taken; totals.

    `rows` = `read` + the rows of `left_out`; `outside` names what no corridor holds. Plain values
    for JSON, no value of any cell but sums and parcel numbers.
    """
    left: dict[tuple[str, str], list[int]] = defaultdict(list)
    for sheet, number, why in reading.skipped:
        left[sheet, why].append(number)
    return {
        "rows": reading.written,
        "read": len(reading.rows),
        "left_out": [
            {"sheet": sheet, "why": why, "count": len(numbers), "rows": ranges(numbers)}
            for (sheet, why), numbers in left.items()
        ],
        "columns": [
            {
                "column": cell.name,
                "values": cell.values,
                "why": cell.asks,
                "confirmed": cell.is_left,
            }
            for cell in reading.columns
            if not cell.field and cell.values
        ],
        "outside": reading.outside,
        "totals": [
            {
                "sheet": c.sheet,
                "row": c.row,
                "column": c.column,
                "written": c.written,
                "read": c.read,
            }
            for c in reading.controls
        ],
    }


def ranges(numbers: list[int]) -> str:
    """Rising row numbers, runs shortened: 1–8, 59."""
    rising = sorted(set(numbers))
    cuts = [i for i, (a, b) in enumerate(pairwise(rising), 1) if b - a > 1]
    runs = [rising[a:b] for a, b in pairwise([0, *cuts, len(rising)])]
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs if r)
