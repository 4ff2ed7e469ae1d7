"""Forecasts of past days held against what came after: coverage of the interval, errors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from clearance.reports.forecast import Known, blockers_in, case_of, holders, known_on, unknown_m
from clearance.rules.dossiers import Dossier, traits_of
from clearance.rules.durations import survival
from clearance.rules.forecast import Case, day_at, foresee_draws, refusal, share_before
from clearance.rules.full_term import full_term
from clearance.store import Store, corridor, segments
from clearance.store.law import load_law


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast: where the true day fell among the draws, days off; not over: only later."""

    rank: float
    is_over: bool
    error: int = 0
    full_term_error: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Share of true days within P10-P90, mean errors in days of those over, and the counts."""

    trials: int
    finished: int
    refused: int
    coverage: float
    mae_days: float
    full_term_mae_days: float


def days_between(first: str, last: str, every: int) -> list[str]:
    """Every so many days from the first to the last, both YYYY-MM-DD."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [str(start + timedelta(days=n)) for n in range(0, (end - start).days + 1, every)]


def score(trials: Sequence[Trial], refused: int) -> Score:
    """What trials say together; the unfinished count as later than the last day known.

    Their ranks are censored like the days of a running step: Kaplan and Meier's estimate of the
    share of ranks between 0.1 and 0.9.
    """
    ranks, left = survival([(t.rank, t.is_over) for t in trials])
    ended = [t for t in trials if t.is_over]
    if not ended:
        return Score(len(trials), 0, refused, 0.0, 0.0, 0.0)

    def above(rank: float) -> float:
        return next(
            (float(s) for r, s in zip(ranks[::-1], left[::-1], strict=True) if r < rank), 1.0
        )

    return Score(
        len(trials), len(ended), refused, round(above(0.1) - above(0.9 + 1e-9), 4),
        round(fmean(abs(t.error) for t in ended), 1),
        round(fmean(abs(t.full_term_error) for t in ended), 1),
    )  # fmt: skip


def backtest(store: Store, days: Iterable[str], today: str) -> dict[str, dict[str, Any]]:
    """Scores of all cases and of all segments over past days, told by what is known today."""
    end = known_on(store, today)
    found: dict[str, list[Trial]] = {"cases": [], "segments": []}
    refused = dict.fromkeys(found, 0)
    for day in days:
        known = known_on(store, day)
        for name, cases, uids in _groups(store, known, day):
            kind = "segments" if name else "cases"
            if any(refusal(case, known.pace) for case in cases):
                refused[kind] += 1
            else:
                found[kind].append(_trial(store, known, end, cases, uids, day, name, today))
    return {kind: asdict(score(trials, refused[kind])) for kind, trials in found.items()}


def _groups(store: Store, known: Known, day: str) -> Iterator[tuple[str, list[Case], list[str]]]:
    """Each segment with all that holds it, and each case alone: name, cases, things held."""
    roads = {row["uid"]: row for row in corridor.list_alignments(store)}
    things: dict[str, set[str]] = {}
    for row in segments.list_segments(store):
        road = roads.get(row["alignment_uid"])
        if road is None or None in (row["from_m"], row["to_m"]):
            continue
        uids = [b.uid for b in blockers_in(store, known, row, road)]
        for uid in uids:
            things.setdefault(case_of(known, uid), set()).add(uid)
        if uids and not unknown_m(store, row, road, day):
            yield row["uid"], list(holders(known, uids).values()), uids
    for mine in things.values():
        yield "", list(holders(known, mine).values()), sorted(mine)


def _trial(
    store: Store, known: Known, end: Known, cases: list[Case], uids: list[str], day: str,
    name: str, today: str,
) -> Trial:  # fmt: skip
    latest = foresee_draws(cases, known.pace, day, name, known.seasons)
    ends = [end.freed.get(uid) for uid in uids]
    truth = max((e for e in ends if e), default="")
    if None in ends:
        return Trial(share_before(latest, today), is_over=False)
    term = max(_full_term(store, known, case, day) for case in cases)
    return Trial(share_before(latest, truth), True, _off(day_at(latest, 0.5), truth),
                 _off(term, truth))  # fmt: skip


def _full_term(store: Store, known: Known, case: Case, day: str) -> str:
    row = known.rows[case.uid]
    dossier = Dossier(row["subject"], known.taken.get(case.uid, {}), traits_of(row["subject"], row))
    return full_term(load_law(store, row["project_uid"]), dossier, [s[1] for s in case.steps], day)


def _off(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days
