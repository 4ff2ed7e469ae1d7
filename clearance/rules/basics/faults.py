"""Faults in a file or form, worded so that the person can correct them."""

from dataclasses import asdict, dataclass
from typing import Any

from clearance.rules.basics.changes import Change, Outcome


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: position, value found, remedy. Rows are numbered as Excel shows.

    `option` is what to type at the terminal for the same remedy; pages leave it out.
    """

    message: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    option: str = ""

    def text(self, typed: bool = True) -> str:
        """One line in Vietnamese: place, value, message, remedy; and what to type, if asked for."""
        marks = {"": self.file, "trang tính": self.sheet, "dòng": self.row, "cột": self.column}
        place = ", ".join(f"{mark} {at}".strip() for mark, at in marks.items() if at)
        found = f" “{self.value}”" if self.value else ""
        parts = [f"{place}:{found} {self.message}" if place or found else self.message]
        option = f"(dòng lệnh: {self.option})" if self.option and typed else ""
        remedy = " ".join(filter(None, [self.remedy, option]))
        return " ".join([*parts, *([f"→ {remedy}"] if remedy else [])]).strip()

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        plain = asdict(self)
        return plain if self.option else {k: v for k, v in plain.items() if k != "option"}


class Refused(Exception):
    """A whole file or request refused; nothing of it was kept.

    `cause`: the change of a batch that the door refused, with its answer.
    """

    def __init__(self, faults: list[Fault], cause: tuple[Change, Outcome] | None = None) -> None:
        super().__init__("\n".join(fault.text() for fault in faults))
        self.faults, self.cause = faults, cause
