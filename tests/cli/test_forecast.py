"""`flask backtest`: forecasts of past days held against what came."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import Result
from flask import Flask

from tests.given import a_project
from tests.histories import a_history, take

Run = Callable[..., Result]


def test_past_forecasts_are_scored_in_words_and_as_json(app: Flask, run: Run) -> None:
    a_history(a_project(app.extensions["clearance"].store))
    asked = ("backtest", "--from", "2026-11-10", "--to", "2026-11-12", "--every", "1")
    told = json.loads(run(*asked, "--json").output)
    assert told["cases"]["trials"] == 3
    assert "hồ sơ: 3 dự báo" in run(*asked).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "hôm qua"), "--from: “hôm qua” không phải là ngày"),
        (("--to", "2026-11-20"), "--to: ngày 20/11/2026 chưa có số liệu. Hãy chọn 19/11/2026"),
        (("--to", "0001-01-01"), "--to: không có số liệu của ngày 01/01/0001"),
        (("--from", "2026-11-19", "--to", "2026-11-01"), "--from: ngày 19/11/2026"),
    ],
)
def test_days_that_are_none_or_not_past_are_refused(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    done = run("backtest", *words)
    assert (done.exit_code, told in done.output) == (1, True), done.output


def test_a_band_that_is_missed_is_said_and_ends_with_status_one(app: Flask, run: Run) -> None:
    store = a_history(a_project(app.extensions["clearance"].store))
    take(store, "run-p", "handed_over", date(2026, 11, 13), "parcel")
    done = run("backtest", "--from", "2026-11-10", "--to", "2026-11-12", "--every", "1")
    assert done.exit_code == 1
    assert "KHÔNG ĐẠT: ngoài khoảng 72%–88%" in done.output
    assert "khoảng tin cậy 95%" in done.output
