"""Forecasts of a district: the first reader of a day and after a change, how well past ones told.

`backtest` says on what is over; what is asked: P10-P90 holds 72-88 % of the true days, and the
P50 is nearer than every step taking its full legal term.
"""

from collections.abc import Iterator

from clearance.record import record
from clearance.reports.backtest import backtest, days_between
from clearance.reports.forecast import segment_forecast
from clearance.reports.pace import known_on
from clearance.rules.backtest import BAND
from clearance.rules.changes import Change, new_uid
from clearance.rules.days import local_day
from clearance.rules.people import Who
from clearance.store import Store, open_store, people
from clearance.store.meta import project_uid
from clearance.web.desk import Desk
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms
from tests.bench.world import a_demo


def foresee_anew(address: str, day: str) -> None:
    """Learn and draw with nothing kept from earlier."""
    store = open_store(address)
    segment_forecast(store, day)
    store.close()


def change_a_case(desk: Desk) -> None:
    """An obstacle opened on some case that is not through."""
    day = local_day(desk.clock())
    uid = next(c.uid for c in known_on(desk.store, day).cases.values()
               if c.may_be_early and not c.obstacles)  # fmt: skip
    patch = {"subject": "household", "subject_uid": uid, "kind": "PRICE"}
    change = Change("obstacle", new_uid(), "opened", patch, why="đo tốc độ", uid=new_uid(),
                    project_uid=project_uid(desk.store))  # fmt: skip
    row = next(p for p in people.list_people(desk.store) if p["role"] == "office")
    outcome = record(desk.store, change, Who(row["uid"], row["name"], "office"), desk.clock())
    if not outcome.is_accepted:
        raise RuntimeError(f"{outcome.standing}: {outcome.reason} {outcome.detail}")


def told_ms(store: Store, desk: Desk, day: str, times: int) -> tuple[float, float]:
    """Milliseconds for what is known, and for the forecasts, of the first reader after a change."""
    known, drawn = [], []
    for _ in range(times):
        change_a_case(desk)
        known += timed_ms(lambda: known_on(store, day), 1)
        drawn += timed_ms(lambda: segment_forecast(store, day), 1)
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
        yield Figure("times faster than learning anew", "district", anew / (known + drawn), "x", 3,
                     at_least=True)  # fmt: skip
        kept = timed_ms(lambda: segment_forecast(store, day), setup.times(20))
        yield Figure("the same, kept", "district", middle(kept), "ms", 5)
        yield from told_well(store, day)


def told_well(store: Store, day: str) -> Iterator[Figure]:
    """Coverage and errors of two years of forecasts."""
    for kind, told in backtest(store, days_between("2024-06-01", "2026-11-01", 60), day).items():
        size = f"{kind}: {told.finished} over of {told.trials}, {told.refused} refused"
        held = told.coverage * 100
        yield Figure("P10-P90 holds the true day", size, held, "%", BAND[0] * 100, at_least=True)
        yield Figure("and no more than asked", size, held, "%", BAND[1] * 100)
        yield Figure("P50, mean error", size, told.mae_days, "days", told.full_term_mae_days)
        yield Figure("full legal term, mean error", size, told.full_term_mae_days, "days")
