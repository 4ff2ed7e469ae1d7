"""`python -m tests.bench [NAME …] [--quick] [--national]`: run, print, write docs/benchmarks.md."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.page import page, row
from tests.bench.registry import BENCHMARKS, Figure, Setup

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/benchmarks.md"
SCRATCH = ROOT / "build"


def load() -> None:
    """Import every file of benchmarks, so that each registers itself."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        import_module(f"tests.bench.{path.stem}")


def run(names: list[str], **work: bool) -> Iterator[Figure]:
    """Run the named benchmarks one after another on their engines, printing as figures come."""
    SCRATCH.mkdir(exist_ok=True)
    runs = [(name, engine) for name in names for engine in BENCHMARKS[name].engines]
    for name, engine in runs:
        print(name, engine, flush=True)
        with TemporaryDirectory(prefix="bench-", dir=SCRATCH) as folder:
            setup = Setup(Path(folder), engine=engine, **work)
            for figure in BENCHMARKS[name].run(setup):
                measured = replace(figure, engine=engine)
                print(f"  {row(measured)}", flush=True)
                yield measured


def main() -> int:
    """Exit status 1 when a budget is missed; the page is written by a full run only."""
    load()
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, no page")
    parser.add_argument("--national", action="store_true", help="move 1M parcels, 15M reports")
    given = parser.parse_args()
    if unknown := set(given.names) - BENCHMARKS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    names = given.names or list(BENCHMARKS)
    figures = list(run(names, is_quick=given.quick, is_national=given.national))
    if not given.names and not given.quick:
        PAGE.write_text(page(figures), "utf-8")
    return any(not figure.holds for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
