"""The page of benchmarks says what was measured and what was missed."""

from dataclasses import replace

import pytest

from tests.bench.__main__ import load
from tests.bench.page import page, row, rows
from tests.bench.registry import BENCHMARKS, Figure, tail
from tests.engines import ENGINES


@pytest.mark.parametrize(
    ("value", "budget", "at_least", "word"),
    [
        (9, 10, False, "holds"),
        (11, 10, False, "**missed**"),
        (600, 500, True, "holds"),
        (400, 500, True, "**missed**"),
    ],
)
def test_a_figure_says_whether_its_budget_holds(
    value: float, budget: float, at_least: bool, word: str
) -> None:
    assert word in row(Figure("work", "district", value, "ms", budget, at_least))


def test_a_figure_without_a_budget_is_there_to_compare() -> None:
    assert row(Figure("work", "district", 1.234, "ms")) == "| work | district | 1.23 ms |  |  |  |"


def test_both_engines_stand_in_one_line_and_must_both_hold() -> None:
    here = Figure("work", "district", 1, "ms", 10, engine="sqlite")
    there = Figure("work", "district", 11, "ms", 10, engine="postgresql")
    other = Figure("work", "province", 2, "ms", 10)
    assert rows([here, other, there]) == [
        "| work | district | 1 ms | 11 ms | ≤ 10 ms | **missed** |",
        "| work | province | 2 ms |  | ≤ 10 ms | holds |",
    ]
    assert row(here, replace(there, budget=20)).endswith("| ≤ 10 ms, ≤ 20 ms | holds |")


def test_the_page_names_the_machine_and_its_engines() -> None:
    text = page([Figure("work", "district", 1, "ms")])
    assert "SQLite 3." in text
    assert "PostgreSQL 1" in text


def test_the_tail_is_what_so_many_percent_do_not_exceed() -> None:
    assert tail([float(n) for n in range(101)], 95) == 95


def test_every_file_of_benchmarks_registers_something() -> None:
    load()
    both = {name for name, made in BENCHMARKS.items() if made.engines == ENGINES}
    assert {"record", "pages", "import", "road"} <= both
    assert {"stretches", "move"} <= BENCHMARKS.keys() - both
