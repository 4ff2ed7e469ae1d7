"""What the door knows when it decides: the row as it is, the steps taken, whose area it is."""

from dataclasses import dataclass, field
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.rules.procedure.main_lines import Line

_NO_DOSSIER = Dossier("", {})


@dataclass(slots=True)
class Facts:
    """The change as completed, the row, the steps; `units` are those it happens in.

    `retired`: where a retired thing is kept; `row` is then the row it had. `is_alone`: the change
    is no part of a batch that is taken whole.
    """

    change: Change
    who: Who
    today: str
    happened_on: str
    row: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    units: list[str | None] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    retired: dict[str, Any] = field(default_factory=dict)
    law: Law = SHIPPED_LAW
    dossier: Dossier = _NO_DOSSIER
    is_alone: bool = False

    @property
    def line(self) -> Line | None:
        """The line of steps the case follows."""
        return line_in(self.law, self.dossier)
