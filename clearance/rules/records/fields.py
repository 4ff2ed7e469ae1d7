"""What a subject is: its names, and fields of a kind."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "code",
    "text",
    "int",
    "float",
    "money",
    "date",
    "month_day",
    "time",
    "flag",
    "ref",
    "json",
    "pieces",
]
Merge = Literal["ordinary", "held"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column; `held` (money, ownership) never changes by clash, a remark is free text."""

    name: str
    kind: Kind = "text"
    merge: Merge = "ordinary"
    options: tuple[str, ...] = ()
    required: bool = False
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing: its Vietnamese and English names and its fields."""

    name: str
    vi: str
    en: str
    fields: tuple[Field, ...]
    has_shape: bool = False
    has_steps: bool = False

    def names(self) -> tuple[str, ...]:
        """Names of all fields, in table order."""
        return tuple(f.name for f in self.fields)

    def field(self, name: str) -> Field | None:
        """The field of that name, if there is one."""
        return next((f for f in self.fields if f.name == name), None)
