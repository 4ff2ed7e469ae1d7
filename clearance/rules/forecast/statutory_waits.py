"""Statutory waiting periods between steps: fixed by law, so excluded from the learnt durations."""

from math import ceil

from clearance.rules.procedure.law import Law, Term, regime_on

#: Calendar days in one of a unit; working days without holidays.
_DAYS = {"days": 1.0, "working_days": 7 / 5, "months": 30.4}


def wait_after(law: Law, subject: str, step: str, before: str, begun: str) -> int:
    """Calendar days the law requires between the step `before` and this one; 0 for none.

    Under the regime of the day `begun`: a consultation waits 30 days after the posting under the
    Land Law 2024, 10 under Resolution 254/2025/QH15, so durations under the one say nothing of the
    other. Waits counted from earlier steps remain in the durations.
    """
    code = regime_on(law, begun).code
    rows = (t for t in law.terms_of(subject, step, "wait") if _runs(t, before, code))
    return max((ceil(t.length * _DAYS[t.unit]) for t in rows), default=0)


def _runs(term: Term, before: str, regime: str) -> bool:
    return before in term.counted_from and not term.trait and regime in (term.regimes or (regime,))
