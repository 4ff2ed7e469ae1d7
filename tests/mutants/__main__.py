"""`python -m tests.mutants [--most 40] [--room maps] [--again]`: put faults in, see who notices.

Writes build/mutants.txt, a line a fault, and goes on where an earlier run was stopped. Runs one
test process at a time, on SQLite. Exit status 1 when less than the wanted share was noticed.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.mutants.forked import HUNG, first_failure, warm_up
from tests.mutants.mutations import Mutation
from tests.mutants.results import KILLED, SURVIVED, Result, add_result, read_results, shares
from tests.mutants.sample import ROOMS, SAMPLE, sample
from tests.mutants.selection import rounds_of
from tests.mutants.tree import copy_tree, faulty

ROOT = Path(__file__).parents[2]
WANTED = 0.85
TREE = "CLEARANCE_MUTANTS_TREE"


def main() -> int:
    """Copy the tree and go on there, so that no fault ever touches the working copy."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    if TREE not in os.environ:
        tree = copy_tree(ROOT, build / "mutants")
        settings = {TREE: str(build), "CI": "true", "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-m", "tests.mutants", *sys.argv[1:]]
        return subprocess.run(command, cwd=tree, env=os.environ | settings).returncode
    return _run(_asked(), Path(os.environ[TREE]) / "mutants.txt")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--most", type=int, default=SAMPLE, help=f"only the first of {SAMPLE}")
    parser.add_argument("--room", choices=ROOMS, action="append", help="these rooms only")
    parser.add_argument("--again", action="store_true", help="ask about survivors again")
    return parser.parse_args()


def _run(asked: argparse.Namespace, kept: Path) -> int:
    wanted = sample(ROOT, asked.room or ROOMS, asked.most)
    known = read_results(kept)
    done = {k for k, r in known.items() if not (asked.again and r.verdict == SURVIVED)}
    warm_up()
    for number, mutation in enumerate(wanted, 1):
        if mutation.key not in done:
            result = _tried(mutation)
            add_result(kept, result)
            print(f"{number:>4}/{len(wanted)}", *result.line().split("\t")[1:], flush=True)
    return _told(shares(wanted, read_results(kept)))


def _tried(mutation: Mutation) -> Result:
    """Ask the tests, nearest first, until one fails that passes without the fault."""
    for tests in rounds_of(ROOT, mutation.path):
        with faulty(ROOT, mutation):
            failed = first_failure(tests, ROOT)
        if failed and _passes(tests if failed == HUNG or "::" not in failed else [failed]):
            return Result(mutation.key, KILLED, mutation.text(), failed)
    return Result(mutation.key, SURVIVED, mutation.text())


def _passes(tests: list[str]) -> bool:
    """Whether these tests pass as the code stands."""
    key = " ".join(tests)
    if key not in _PASSES:
        _PASSES[key] = not first_failure(tests, ROOT)
    return _PASSES[key]


_PASSES: dict[str, bool] = {}


def _told(found: Mapping[str, tuple[int, int]]) -> int:
    """Print the share noticed by room and in all; 1 when it is below what is wanted."""
    killed, tried = (sum(pair[at] for pair in found.values()) for at in (0, 1))
    for room, (k, n) in {**found, "all": (killed, tried)}.items():
        print(f"  {room:<10} {k:>4} of {n:<4} killed  {100 * k / max(n, 1):5.1f} %")
    return killed < WANTED * tried


if __name__ == "__main__":
    sys.exit(main())
