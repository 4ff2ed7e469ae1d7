"""The clock of one step: by when it must be done, under which law, counted how."""

from dataclasses import dataclass

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.law import Kind, Law, Term, regime_of


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock: opened and due days, the regime and the period behind it, what is unsure.

    Without a period for the step `due_on` and `length` are None and the texts are empty.
    """

    step: str
    opened_on: str
    due_on: str | None
    regime: str
    basis: str = ""
    length: int | None = None
    unit: str = ""
    source: str = ""
    is_verified: bool = True
    warnings: tuple[str, ...] = ()
    term: str = ""


def deadline(law: Law, dossier: Dossier, step: str, opened_on: str) -> Deadline:
    """The clock of a step that became the next one on `opened_on` (days YYYY-MM-DD).

    It runs by the most particular `within` period of the regime, shifted off days off (Civil
    Code 2015 art. 147-148), and never ends before the day from which the step is possible.
    """
    found = _governing(law, dossier, step, opened_on)
    if found is None:
        return Deadline(step, opened_on, None, regime_of(law, dossier.dates, opened_on).code)
    term, start = found
    counted = law.calendar.add(start, term.length, term.unit, shifts=True)
    due, warnings = counted.day, counted.warnings
    if (opens := opens_on(law, dossier, step)) and opens > due:
        later = law.calendar.add(opens, 0, "days", shifts=True)
        due, warnings = later.day, later.warnings
    regime = regime_of(law, dossier.dates, start).code
    return Deadline(step, opened_on, due, regime, term.basis, term.length, term.unit, term.source,
                    term.is_verified, warnings, term.code)  # fmt: skip


def _governing(law: Law, dossier: Dossier, step: str, opened_on: str) -> tuple[Term, str] | None:
    """The `within` period that counts, the more particular before the general, and its start."""
    rows = running(law, dossier, step, "within", opened_on)
    ranked = sorted(rows, key=lambda r: (bool(r[0].trait), bool(r[0].counted_from), r[1]))
    return ranked[-1] if ranked else None


def running(
    law: Law, dossier: Dossier, step: str, kind: Kind, opened_on: str | None = None
) -> list[tuple[Term, str]]:
    """The periods of a kind that run for a step in this case, each with the day it starts.

    The regime of each is that of the day it starts (`regime_of`); one whose start has not
    happened does not run.
    """
    found = []
    for term in law.terms_of(dossier.subject, step, kind):
        first = dossier.latest_of(term.counted_from) if term.counted_from else opened_on
        start = first or ("" if term.counted_from else dossier.latest or "")
        if start and dossier.has(term.trait) and _governs(law, dossier, term, start):
            found.append((term, start))
    return found


def _governs(law: Law, dossier: Dossier, term: Term, start: str) -> bool:
    return not term.regimes or regime_of(law, dossier.dates, start).code in term.regimes


def waits(law: Law, dossier: Dossier, step: str) -> dict[Term, str]:
    """Each waiting period of a step → the first day (YYYY-MM-DD) on which it is over.

    Such ends do not move off a day off: the land-recovery vectors count plain days.
    """
    return {
        term: law.calendar.add(start, term.length, term.unit, shifts=False).day
        for term, start in running(law, dossier, step, "wait")
    }


def opens_on(law: Law, dossier: Dossier, step: str) -> str | None:
    """The day from which every waiting period of a step is over, None when none runs."""
    return max(waits(law, dossier, step).values(), default=None)


def expires_on(law: Law, dossier: Dossier, step: str) -> str | None:
    """The last day on which what the step rests on still holds (a notice: 12 months)."""
    rows = running(law, dossier, step, "expires")
    ends = [law.calendar.add(s, t.length, t.unit, shifts=False).day for t, s in rows]
    return min(ends, default=None)
