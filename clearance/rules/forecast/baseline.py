"""Baseline forecast: every remaining step takes its full legal term."""

from collections.abc import Sequence
from dataclasses import replace

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.law import Law


def full_term(law: Law, dossier: Dossier, steps: Sequence[str], as_of: str) -> str:
    """The day (YYYY-MM-DD) a case ends when each remaining step ends on its last legal day.

    A due day in the past counts as `as_of`; a step without a term takes no time.
    """
    at = dossier.latest or as_of
    for step in steps:
        at = max(deadline(law, dossier, step, at).due_on or at, as_of)
        dossier = replace(dossier, dates={**dossier.dates, step: at})
    return max(at, as_of)
