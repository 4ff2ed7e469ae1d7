"""The page of results: machine, sizes, figures, ratios."""

import os
import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3

from tests.bench.registry import Figure
from tests.engines import server_programs

HEAD = """# Benchmarks

Written by `make bench`; do not edit. Figures of one run stand side by side: ratios are the
finding, absolute times are this machine's. Both engines lose nothing at a power cut (SQLite with
synchronous FULL, PostgreSQL with fsync and synchronous_commit on) and run on the same machine as
the application. `make bench ARGS="move --national"` moves a national file instead of a small one.

{machine}

| what | size | measured, SQLite | PostgreSQL | must be | |
|---|---|---:|---:|---:|---|
{rows}
"""


def machine() -> str:
    """One line about where the figures were taken."""
    info = Path("/proc/cpuinfo")
    text = info.read_text("utf-8") if info.exists() else ""
    model = re.search(r"model name\s*: (.*)", text)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = (
        f"{datetime.now(UTC):%Y-%m-%d}",
        f"{os.cpu_count()} × {model[1] if model else platform.machine()}",
        f"{memory:.0f} GiB",
        f"{platform.system()}, Python {platform.python_version()}",
        f"SQLite {pysqlite3.sqlite_version}",
        f"PostgreSQL {server_programs().parent.name}",
        f"load {os.getloadavg()[0]:.1f} at the end",
    )
    return ", ".join(parts) + "."


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def row(*figures: Figure) -> str:
    """One line of the table: the same thing measured on one engine or on both."""
    one = figures[0]
    sign = "≥" if one.at_least else "≤"
    musts = [
        f"{sign} {_number(f.budget)} {f.unit}".strip() for f in figures if f.budget is not None
    ]
    budget = ", ".join(dict.fromkeys(musts))
    holds = "holds" if all(figure.holds for figure in figures) else "**missed**"
    verdict = "" if one.budget is None else holds
    cells = {f.engine == "postgresql": f"{_number(f.value)} {f.unit}".strip() for f in figures}
    here, there = cells.get(False, ""), cells.get(True, "")
    return f"| {one.what} | {one.size} | {here} | {there} | {budget} | {verdict} |"


def rows(figures: Iterable[Figure]) -> list[str]:
    """The lines of the table, in the order in which each thing was first measured."""
    same: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        same.setdefault((figure.what, figure.size), []).append(figure)
    return [row(*group) for group in same.values()]


def page(figures: Iterable[Figure]) -> str:
    """The whole page as Markdown."""
    return HEAD.format(machine=machine(), rows="\n".join(rows(figures)))
