import pytest

from clearance.rules.forecast.backtest import Score, Trial, days_off, score, wilson


def test_the_share_within_the_interval_counts_both_ends() -> None:
    told = [Trial(n / 100 + 0.005, True, 4, 10, str(n)) for n in range(100)]
    found = score(told, 3)
    assert (found.coverage, found.mae_days, found.full_term_mae_days) == (0.8, 4.0, 10.0)
    assert (found.trials, found.things, found.finished, found.refused) == (100, 100, 100, 3)
    assert (found.verdict, found.bias_days) == ("kept", 4.0)


def test_forecasts_of_one_thing_on_many_days_do_not_narrow_the_margin() -> None:
    many = score([Trial(0.5, True, thing=str(n)) for n in range(50)], 0)
    one = score([Trial(0.5, True, thing="sg")] * 50, 0)
    assert one.low < many.low < many.high == one.high == 1.0


@pytest.mark.parametrize(
    ("ranks", "verdict", "is_close"),
    [
        ([0.5] * 8 + [0.95] * 2, "kept", True),
        ([0.5] * 5 + [0.95] * 5, "missed", True),
        ([0.5] * 400 + [0.95] * 600, "missed", False),
        ([0.5] * 10, "missed", True),
    ],
)
def test_the_verdict_says_whether_the_band_is_kept_and_how_sure_that_is(
    ranks: list[float], verdict: str, is_close: bool
) -> None:
    found = score([Trial(rank, True, thing=str(n)) for n, rank in enumerate(ranks)], 0)
    assert (found.verdict, found.is_close) == (verdict, is_close)


def test_where_nothing_is_over_nothing_is_judged() -> None:
    found = score([Trial(0.4, is_over=False, thing="a")], 2)
    assert found == Score(1, 1, 0, 2)
    assert found.verdict == "nothing"


def test_the_margin_is_wilsons() -> None:
    assert wilson(0.8, 25) == (0.6087, 0.9114)


def test_what_is_not_over_counts_up_to_the_last_day_known() -> None:
    last = "2026-11-28"
    assert days_off("2026-11-10", "2026-11-20", last) == -10
    assert days_off("2026-11-10", "", last) == -18
    assert days_off("2028-01-01", "2026-11-20", last) == 8
    assert days_off("2028-01-01", "", last) == 0
    found = score([Trial(0.5, True, 4, 10, "a"), Trial(0.6, False, -8, -30, "b")], 0)
    assert (found.mae_days, found.bias_days, found.full_term_mae_days) == (6.0, -2.0, 20.0)
