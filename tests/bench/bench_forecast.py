"""Forecasts of a district: the first reader after a change, and how well past ones told."""

from collections.abc import Iterator

from clearance.reports.backtest import backtest, days_between
from clearance.reports.forecast import segment_forecast
from clearance.store import open_store
from clearance.web.desk import Desk
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms
from tests.bench.world import a_demo

DAY = "2026-11-20"


def foresee_anew(address: str) -> None:
    """Learn and draw with nothing kept from earlier."""
    store = open_store(address)
    segment_forecast(store, DAY)
    store.close()


@benchmark("forecast")
def forecasts(setup: Setup) -> Iterator[Figure]:
    """Every segment of a district; P50 against every step taking its full legal term."""
    with a_demo(setup) as app:
        desk: Desk = app.extensions["clearance"]
        store = desk.store
        spent = timed_ms(lambda: foresee_anew(store.path), setup.times(5))
        yield Figure(
            "forecast of all segments, nothing kept", "district", middle(spent), "ms", 3000
        )
        kept = timed_ms(lambda: segment_forecast(store, DAY), setup.times(20))
        yield Figure("the same, kept", "district", middle(kept), "ms", 100)
        days = days_between("2024-06-01", "2026-11-01", 60)
        for kind, told in backtest(store, days, DAY).items():
            size = f"{kind}: {told['finished']} over of {told['trials']}, {told['refused']} refused"
            yield Figure("P10-P90 holds the true day", size, told["coverage"] * 100, "%")
            yield Figure("P50, mean error", size, told["mae_days"], "days")
            yield Figure("full legal term, mean error", size, told["full_term_mae_days"], "days")
