"""`python -m tests.bench [NAME …] [--quick]`: run, print, write docs/benchmarks.md."""

import argparse
import sys
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


def run(names: list[str], is_quick: bool) -> list[Figure]:
    """Run the named benchmarks one after another and print their figures as they come."""
    figures = []
    SCRATCH.mkdir(exist_ok=True)
    for name in names:
        print(name, flush=True)
        with TemporaryDirectory(prefix="bench-", dir=SCRATCH) as folder:
            for figure in BENCHMARKS[name](Setup(Path(folder), is_quick)):
                print(f"  {row(figure)}", flush=True)
                figures.append(figure)
    return figures


def main() -> int:
    """Exit status 1 when a budget is missed; the page is written by a full run only."""
    load()
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, no page")
    given = parser.parse_args()
    if unknown := set(given.names) - BENCHMARKS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    figures = run(given.names or list(BENCHMARKS), given.quick)
    if not given.names and not given.quick:
        PAGE.write_text(page(figures), "utf-8")
    return any(not figure.holds for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
