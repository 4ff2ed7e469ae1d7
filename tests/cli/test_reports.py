"""`flask report`: a day it cannot show, or nothing to report on, is told in one sentence."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from clearance.rules.basics.days import local_day
from tests.given import NOW

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("abc", "--as-of: “abc” không phải là ngày. Hãy ghi năm-tháng-ngày, như 2026-11-20."),
        ("0001-01-01", "--as-of: không có số liệu của ngày 01/01/0001. Hãy chọn từ 01/01/1900"),
        ("2026-11-21", "--as-of: ngày 21/11/2026 chưa có số liệu. Hãy chọn 20/11/2026"),
    ],
)
def test_a_day_that_cannot_be_shown_writes_no_file(
    office: Run, tmp_path: Path, day: str, told: str
) -> None:
    done = office("report", "communes", "--as-of", day, "-o", tmp_path / "x.csv")
    assert (done.exit_code, told in done.output) == (1, True), done.output
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("name", ["moves", "parts", "availability"])
def test_before_there_is_a_road_the_command_says_what_to_bring_in(
    run: Run, tmp_path: Path, name: str
) -> None:
    run("init")
    done = run("report", name, "-o", tmp_path / "x.csv")
    assert (done.exit_code, "flask import alignment" in done.output) == (1, True), done.output


def test_a_list_as_recorded_then_from_the_terminal(office: Run, tmp_path: Path) -> None:
    yesterday = local_day(NOW - timedelta(days=1))
    for known, is_there in (("now", True), ("then", False)):
        file = tmp_path / f"{known}.json"
        words = ("report", "communes", "--as-of", yesterday, "--known", known, "-o", file)
        assert office(*words).exit_code == 0
        told = json.loads(file.read_text())
        assert (told["known"], len(told["rows"]) > 1) == (known, is_there), told["rows"]


def test_the_sum_is_the_same_in_units_of_then_and_of_today(office: Run, tmp_path: Path) -> None:
    sums = []
    for units in ("then", "today"):
        file = tmp_path / f"{units}.json"
        assert office("report", "communes", "--units", units, "-o", file).exit_code == 0
        sums.append(json.loads(file.read_text())["rows"][-1])
    assert sums[0] == sums[1]
    assert sums[0]["length_m"] > 0, sums
