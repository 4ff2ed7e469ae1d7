"""The page of results: machine, sizes, figures, ratios."""

import os
import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3

from tests.bench.registry import Figure

HEAD = """# Benchmarks

Written by `make bench`; do not edit. Figures of one run stand side by side: ratios are the
finding, absolute times are this machine's.

{machine}

| what | size | measured | must be | |
|---|---|---:|---:|---|
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
        f"load {os.getloadavg()[0]:.1f} at the end",
    )
    return ", ".join(parts) + "."


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def row(figure: Figure) -> str:
    """One line of the table."""
    sign = "≥" if figure.at_least else "≤"
    budget = "" if figure.budget is None else f"{sign} {_number(figure.budget)} {figure.unit}"
    verdict = "" if figure.budget is None else "holds" if figure.holds else "**missed**"
    measured = f"{_number(figure.value)} {figure.unit}"
    return f"| {figure.what} | {figure.size} | {measured} | {budget} | {verdict} |"


def page(figures: Iterable[Figure]) -> str:
    """The whole page as Markdown."""
    return HEAD.format(machine=machine(), rows="\n".join(row(f) for f in figures))
