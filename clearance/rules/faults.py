"""Something wrong in a file or form, told so that the person can mend it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands, what was found, what to do. Rows are numbered as Excel shows."""

    message: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    def text(self) -> str:
        """One line in Vietnamese: place, value, message, remedy."""
        marks = {"": self.file, "trang tính": self.sheet, "dòng": self.row, "cột": self.column}
        place = ", ".join(f"{mark} {at}".strip() for mark, at in marks.items() if at)
        found = f" “{self.value}”" if self.value else ""
        parts = [f"{place}:{found} {self.message}" if place or found else self.message]
        return " ".join([*parts, *([f"→ {self.remedy}"] if self.remedy else [])]).strip()

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return asdict(self)


class Refused(Exception):
    """A whole file or request refused; nothing of it was kept."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.text() for fault in faults))
        self.faults = faults
