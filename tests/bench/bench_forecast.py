"""Forecasts of a district: the first reader of a day and after a change; past ones judged."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from flask import Flask

from clearance import create_app
from clearance.record import record
from clearance.reports.forecast.backtest import days_every, trials
from clearance.reports.forecast.forecast import segment_forecast
from clearance.reports.forecast.known_cases import known_on
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.days import local_day
from clearance.rules.forecast.backtest import BAND, Score, Trial, score
from clearance.settings import read_settings
from clearance.store import Store, open_store
from clearance.store.journal.meta import project_uid
from clearance.store.people import accounts
from clearance.web.frame.context import Desk
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms
from tests.bench.world import a_demo, command


def foresee_anew(address: str, day: str) -> None:
    """Learn and draw with nothing kept from earlier."""
    store = open_store(address)
    segment_forecast(store, day)
    store.close()


def change_a_case(desk: Desk) -> None:
    """An obstacle opened on some case that is not through."""
    day = local_day(desk.clock())
    known = known_on(desk.store, day)
    free = (c.uid for c in known.cases.values() if not c.obstacles and c.uid not in known.given)
    uid = next(free)
    patch = {"subject": known.rows[uid]["subject"], "subject_uid": uid, "kind": "PRICE"}
    change = Change(
        "obstacle",
        new_uid(),
        "opened",
        patch,
        why="đo tốc độ",
        uid=new_uid(),
        project_uid=project_uid(desk.store),
    )
    row = next(p for p in accounts.list_people(desk.store) if p["role"] == "office")
    outcome = record(desk.store, change, Who(row["uid"], row["name"], "office"), desk.clock())
    if not outcome.is_accepted:
        raise RuntimeError(f"{outcome.standing}: {outcome.reason} {outcome.detail}")


def told_ms(store: Store, desk: Desk, day: str, times: int) -> tuple[float, float]:
    """Milliseconds of the first reader after a change: what is known, the forecasts.

    No warming up: the first reader is the one who waits.
    """
    known, drawn = [], []
    for _ in range(times):
        change_a_case(desk)
        begun = perf_counter()
        known_on(store, day)
        between = perf_counter()
        segment_forecast(store, day)
        known.append((between - begun) * 1000)
        drawn.append((perf_counter() - between) * 1000)
    return middle(known), middle(drawn)


@benchmark("forecast")
def forecasts(setup: Setup) -> Iterator[Figure]:
    """Every segment of a district; P50 against every step taking its full legal term."""
    with a_demo(setup) as app:
        desk: Desk = app.extensions["clearance"]
        store, day = desk.store, local_day(desk.clock())
        spent = timed_ms(lambda: foresee_anew(store.path, day), setup.times(5))
        anew = middle(spent)
        yield Figure("forecast of all segments, first of a day", "district", anew, "ms", 3000)
        segment_forecast(store, day)
        known, drawn = told_ms(store, desk, day, setup.times(10))
        yield Figure("what is known, first reader after a change", "district", known, "ms", 100)
        yield Figure("and the forecast of all segments", "district", drawn, "ms", 600)
        yield Figure(
            "times faster than learning anew",
            "district",
            anew / (known + drawn),
            "x",
            3,
            at_least=True,
        )
        kept = timed_ms(lambda: segment_forecast(store, day), setup.times(20))
        yield Figure("the same, kept", "district", middle(kept), "ms", 5)


#: Demos nothing was chosen on; one of them has too few segments to judge by.
UNSEEN = (*range(31, 37), *range(41, 47))


@benchmark("backtest")
def told_well(setup: Setup) -> Iterator[Figure]:
    """Coverage and errors of two years of forecasts: the demo alone, then unseen ones together."""
    with a_demo(setup) as app:
        for kind, told in _trials(app, 74).items():
            yield from _figures("the demo", kind, score(*told))
    if setup.is_quick:
        return
    pooled: dict[str, tuple[list[Trial], int]] = {"cases": ([], 0), "segments": ([], 0)}
    for seed in UNSEEN:
        app = create_app(read_settings({"CLEARANCE_DATA": str(setup.folder / f"seed-{seed}")}))
        command(app, "demo", "--seed", str(seed))
        for kind, (more, refused) in _trials(app, seed).items():
            pooled[kind] = (pooled[kind][0] + more, pooled[kind][1] + refused)
    for kind, told in pooled.items():
        yield from _figures(f"{len(UNSEEN)} unseen demos", kind, score(*told))


def _trials(app: Flask, seed: int) -> dict[str, tuple[list[Trial], int]]:
    """The trials of one demo, its things kept apart from those of the others."""
    desk: Desk = app.extensions["clearance"]
    days = days_every("2024-06-01", "2026-11-01", 60)
    found = trials(desk.store, days, local_day(desk.clock()))
    return {
        kind: ([replace(t, thing=f"{seed} {t.thing}") for t in told], refused)
        for kind, (told, refused) in found.items()
    }


def _figures(where: str, kind: str, told: Score) -> Iterator[Figure]:
    """P10-P90 must hold 72-88 %, and P50 be nearer than every step taking its full legal term."""
    size = f"{where}, {kind}: {told.finished} over of {told.trials}, of {told.things}"
    held = told.coverage * 100
    yield Figure("P10-P90 holds the true day", size, held, "%", BAND[0] * 100, at_least=True)
    yield Figure("and no more than asked", size, held, "%", BAND[1] * 100)
    yield Figure("its 95 % margin, low end", size, told.low * 100, "%")
    yield Figure("its 95 % margin, high end", size, told.high * 100, "%")
    yield Figure("P50, mean error", size, told.mae_days, "days", told.full_term_mae_days)
    yield Figure("full legal term, mean error", size, told.full_term_mae_days, "days")
