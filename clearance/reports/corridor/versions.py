"""One thing as it was known from a journal row on, and the rows that moved something."""

from dataclasses import dataclass

from clearance.rules.basics.scopes import MAIN_SCOPE
from clearance.rules.corridor.handover import Blocker
from clearance.rules.corridor.pieces import spans_of
from clearance.rules.corridor.surveys import Declaration
from clearance.rules.records.subjects import BLOCKERS


@dataclass(frozen=True, slots=True)
class Version:
    """One thing as known from a journal row on; `shape_seq` is the row its shape came with."""

    seq: int
    known_on: str
    subject: str
    uid: str
    code: str = ""
    alignment: str = ""
    from_m: int | None = None
    to_m: int | None = None
    side: str | None = None
    is_public: int | None = 0
    parts: str | None = None
    scope: str | None = None
    cleared_on: str | None = None
    shape_seq: int = 0
    kind: str | None = None
    withdrawn_on: str | None = None
    surveys_from: str | None = None
    is_retired: bool = False

    @property
    def blocker(self) -> Blocker | None:
        """What it is in a machine's way; None for public land, drawings and what was retired."""
        if self.subject not in BLOCKERS or self.is_public or self.is_retired:
            return None
        if None in (self.from_m, self.to_m):
            return None
        return Blocker(
            self.from_m or 0,
            self.to_m or 0,
            self.side or "both",
            self.cleared_on,
            self.uid,
            self.code,
            self.subject,
            spans_of(self.parts),
            self.scope or MAIN_SCOPE,
        )

    @property
    def declaration(self) -> Declaration | None:
        """What it declares surveyed; None for all else and once it is withdrawn."""
        if self.subject != "survey" or self.withdrawn_on or not self.kind:
            return None
        return Declaration(self.kind, self.from_m or 0, self.to_m or 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal row that moved something: the fact, and the things it touched."""

    seq: int
    known_on: str
    subject: str
    fact: str
    about: str | None
    touched: tuple[str, ...]
