"""Result of reading a file: rows by field, faults, notes, use of each column."""

from dataclasses import dataclass, field
from typing import Any

from clearance.exchange.files.import_questions import QUESTIONS, Answers
from clearance.exchange.lists.headers import HeaderCell
from clearance.rules.basics.faults import Fault

MAX_FAULTS = 200


@dataclass(slots=True)
class Row:
    """One entry: position, values by field; fields given from above, and unreadable."""

    file: str
    sheet: str
    number: int
    values: dict[str, Any]
    filled: frozenset[str] = frozenset()
    failed: set[str] = field(default_factory=set)

    def fault(self, message: str, remedy: str = "", column: str = "", value: object = "") -> Fault:
        """A fault of this row; a whole number of Excel is shown as its cell does, without .0."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        shown = "" if value is None else str(value)[:80]
        return Fault(message, remedy, self.file, self.sheet, self.number, column, shown)


@dataclass(frozen=True, slots=True)
class Fit:
    """One way of reading a drawing (EPSG, None: undo a datum shift): shapes in the corridor."""

    epsg: int | None
    name: str
    inside: int
    count: int

    def text(self) -> str:
        """In words: 0/4 hình trong phạm vi."""
        return f"đọc theo {self.name}: {self.inside}/{self.count} hình trong phạm vi"


@dataclass(frozen=True, slots=True)
class Control:
    """A figure of a total row beside what the rows read add up to."""

    sheet: str
    row: int
    column: str
    written: float
    read: float


@dataclass(slots=True)
class Reading:
    """Content of a file. Nothing of it may be stored while `faults` is not empty.

    `notes`: repairs and omissions; `columns`: use of each column; `skipped`: (sheet, row, why);
    `missing`: labels of columns not found; `titles` by sheet; `controls`: the list's own totals;
    `written`: rows of the file; `fits`: fit of a drawing to the corridor; `outside`: its things
    outside it; `asked`: open questions (`import_questions`), `answers` those given.
    """

    table: str
    file: str
    sha256: str = ""
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    columns: list[HeaderCell] = field(default_factory=list)
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    written: int = 0
    fits: list[Fit] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)

    def ask(self, name: str, told: str, **at: Any) -> None:
        """Add a fault that one answer for the whole file does away with."""
        if name not in self.asked:
            self.asked.append(name)
        question = QUESTIONS[name]
        choices = "; ".join(choice.vi for choice in question.choices)
        self.faults.append(
            Fault(told, f"trả lời một lần cho cả tệp: {choices}", self.file,
                  option=question.option(), **at)
        )  # fmt: skip

    @property
    def unknown(self) -> list[str]:
        """Columns of the file that feed nothing."""
        return [cell.name for cell in self.columns if not cell.field]
