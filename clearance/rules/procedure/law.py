"""The law as rows: regimes with the day they begin, periods and seasons, what lapses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from clearance.rules.basics.calendars import Calendar
from clearance.rules.basics.days import days_between
from clearance.rules.procedure.seasons import Season

Kind = Literal["within", "wait", "expires"]
Unit = Literal["days", "working_days", "months"]
Basis = Literal["law", "local_sla", "plan"]
#: So many days before a law ends without one after it, people are warned.
NOTICE_DAYS = 90
KINDS: tuple[Kind, ...] = ("within", "wait", "expires")
UNITS: tuple[Unit, ...] = ("days", "working_days", "months")
BASES: tuple[Basis, ...] = ("law", "local_sla", "plan")


@dataclass(frozen=True, slots=True)
class Regime:
    """One body of law, in force from a day until the day before the next one begins.

    `until_on`: the last day one of its texts holds, None while none ends; `until_source`: which,
    empty when it is the one `source` names.
    """

    code: str
    vi: str
    en: str
    from_on: str
    source: str
    is_verified: bool
    until_on: str | None = None
    until_source: str | None = None

    @property
    def ends(self) -> str:
        """The text that ends on its last day."""
        return self.until_source or self.source


@dataclass(frozen=True, slots=True)
class Term:
    """One period of a step: do it `within`, `wait` before it, or what `expires` it.

    It runs from the latest of `counted_from` taken (none named: from the latest step).
    `regimes` empty: in every regime; `trait` empty: for every case.
    """

    code: str
    subject: str
    step: str
    kind: Kind
    counted_from: tuple[str, ...]
    length: int
    unit: Unit
    regimes: tuple[str, ...]
    trait: str
    basis: Basis
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Lapse:
    """Notices of before a day are void for these steps once another day has come."""

    before: str
    since: str
    steps: tuple[str, ...]
    source: str
    is_verified: bool


LAPSES = (
    Lapse(
        "2024-08-01",
        "2026-01-01",
        ("inv_mandatory", "inv_enforced", "recovered"),
        "Nghị quyết 254/2025/QH15, điều khoản chuyển tiếp",
        True,
    ),
)


@dataclass(frozen=True, slots=True)
class Law:
    """All rows in force together; `by_step` finds the periods of one step at once."""

    regimes: tuple[Regime, ...]
    terms: tuple[Term, ...]
    calendar: Calendar
    seasons: tuple[Season, ...] = ()
    lapses: tuple[Lapse, ...] = LAPSES
    by_step: Mapping[tuple[str, str], tuple[Term, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Put the regimes in order of time and the periods under their steps."""
        object.__setattr__(self, "regimes", tuple(sorted(self.regimes, key=lambda r: r.from_on)))
        found: dict[tuple[str, str], list[Term]] = {}
        for term in self.terms:
            found.setdefault((term.subject, term.step), []).append(term)
        object.__setattr__(self, "by_step", {key: tuple(rows) for key, rows in found.items()})

    def terms_of(self, subject: str, step: str, kind: Kind) -> tuple[Term, ...]:
        """The periods of one kind that bear on a step, whatever the regime."""
        return tuple(t for t in self.by_step.get((subject, step), ()) if t.kind == kind)


def regime_on(law: Law, day: str) -> Regime:
    """The regime in force on a day (YYYY-MM-DD); before the first row, the first."""
    begun = [r for r in law.regimes if r.from_on <= day]
    return begun[-1] if begun else law.regimes[0]


def ending(law: Law, today: str) -> dict[str, Regime]:
    """Regimes by code of which a text ends while no law is known for the day after.

    From `NOTICE_DAYS` before on. Clocks continue by the ended law until rows of the next one are
    imported.
    """
    return {
        r.code: r
        for r in law.regimes
        if r.until_on
        and days_between(today, r.until_on) <= NOTICE_DAYS
        and not _holds_after(law, r.until_on)
    }


def _holds_after(law: Law, last: str) -> bool:
    """Whether some law is known to hold on the day after."""
    following = regime_on(law, (date.fromisoformat(last) + timedelta(days=1)).isoformat())
    return not following.until_on or following.until_on > last


def regime_of(law: Law, dates: Mapping[str, str], day: str) -> Regime:
    """The regime of a clock that starts on `day` in a case whose steps have these dates.

    A plan approved on or before that day keeps the case under the law of its own day; without
    one the law in force on `day` governs. Source: Resolution 254/2025/QH15, transition.
    """
    approved = dates.get("plan_approved")
    return regime_on(law, approved if approved and approved <= day else day)
