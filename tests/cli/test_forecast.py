"""`flask backtest`: forecasts of past days held against what came."""

import json
from collections.abc import Callable

from click.testing import Result
from flask import Flask

from tests.given import a_project
from tests.histories import a_history

Run = Callable[..., Result]


def test_past_forecasts_are_scored_in_words_and_as_json(app: Flask, run: Run) -> None:
    a_history(a_project(app.extensions["clearance"].store))
    asked = ("backtest", "--from", "2026-11-10", "--to", "2026-11-12", "--every", "1")
    told = json.loads(run(*asked, "--json").output)
    assert told["cases"]["trials"] == 3
    assert "hồ sơ: 3 dự báo" in run(*asked).output


def test_days_that_are_none_or_not_past_are_refused(run: Run) -> None:
    for words in (
        ("--from", "hôm qua"),
        ("--to", "2026-11-20"),
        ("--from", "2026-11-19", "--to", "2026-11-01"),
    ):
        done = run("backtest", *words)
        assert (done.exit_code, "--from" in done.output) == (1, True)
