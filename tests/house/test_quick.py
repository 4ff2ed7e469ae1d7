"""A quick run leaves out what is marked, never silently."""

import re
import subprocess
import sys

from tests.house.plan import ROOT
from tests.quick import FEWER, LEFT_OUT, TWINS


def test_a_quick_run_says_what_it_leaves_out_and_runs_the_rest() -> None:
    asked = ["tests/scale/test_failover.py", "tests/rules/basics/test_shares.py"]
    command = [sys.executable, "-m", "pytest", "--quick", "-n0", "-p", "no:cacheprovider", *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    left = dict(zip(LEFT_OUT, re.findall(r"^ *(\d+) tests ", done.stdout, re.M), strict=True))
    assert left == {"browser": "0", "slow": "1"}
    assert TWINS in done.stdout and FEWER in done.stdout
    assert re.search(r"\d+ passed, 1 deselected", done.stdout)
    assert "skipped" not in done.stdout
