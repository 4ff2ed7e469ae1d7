"""Forecasts of past days held against what came after: coverage of the interval, errors."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from clearance.reports.forecast.forecast import blockers_in, holders, unknown_m
from clearance.reports.forecast.known_cases import Known, case_of, known_on
from clearance.rules.forecast.backtest import Score, Trial, days_off, score
from clearance.rules.forecast.baseline import full_term
from clearance.rules.forecast.forecast import day_at, refusal, share_before, simulate_segment
from clearance.rules.forecast.simulation import Case
from clearance.rules.procedure.case_facts import Dossier, traits_of
from clearance.store import Store
from clearance.store.cases.law import load_law
from clearance.store.corridor import corridor, segments


def days_every(first: str, last: str, every: int) -> list[str]:
    """Every so many days from the first to the last, both YYYY-MM-DD."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [str(start + timedelta(days=n)) for n in range(0, (end - start).days + 1, every)]


def backtest(store: Store, days: Iterable[str], today: str) -> dict[str, Score]:
    """Scores of all cases and of all segments over past days, told by what is known today."""
    return {kind: score(*told) for kind, told in trials(store, days, today).items()}


def trials(store: Store, days: Iterable[str], today: str) -> dict[str, tuple[list[Trial], int]]:
    """Every forecast of a case and of a segment with what came, and how many were refused."""
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
    return {kind: (told, refused[kind]) for kind, told in found.items()}


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
    store: Store,
    known: Known,
    end: Known,
    cases: list[Case],
    uids: list[str],
    day: str,
    name: str,
    today: str,
) -> Trial:
    seasons = known.seasons[known.rows[cases[0].uid]["project_uid"]]
    latest = simulate_segment(cases, known.pace, day, name, seasons)
    ends = [end.freed.get(uid) for uid in uids]
    truth = "" if None in ends else max(e for e in ends if e)
    term = max(_full_term(store, known, case, day) for case in cases)
    return Trial(
        share_before(latest, truth or today),
        bool(truth),
        days_off(day_at(latest, 0.5), truth, today),
        days_off(term, truth, today),
        name or cases[0].uid,
    )


def _full_term(store: Store, known: Known, case: Case, day: str) -> str:
    row = known.rows[case.uid]
    dossier = Dossier(row["subject"], known.taken.get(case.uid, {}), traits_of(row["subject"], row))
    return full_term(load_law(store, row["project_uid"]), dossier, [s[1] for s in case.steps], day)
