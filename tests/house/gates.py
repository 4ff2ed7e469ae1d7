"""What `make test` looks at after the tests: none skipped, every room covered."""

import json
import sys
import xml.etree.ElementTree as Xml
from collections import Counter
from pathlib import Path

from tests.house.plan import COVERED, OTHERWISE, ROOT, room


def skipped(report: Path) -> list[str]:
    """Names of tests that did not run. A missing browser or database must fail, not hide."""
    cases = Xml.parse(report).iter("testcase")  # noqa: S314 - our own file
    return [
        f"{c.get('classname')}::{c.get('name')}" for c in cases if c.find("skipped") is not None
    ]


def covered(report: Path) -> dict[str, float]:
    """Percent of lines and branches run, for each room."""
    there: Counter[str] = Counter()
    run: Counter[str] = Counter()
    for name, file in json.loads(report.read_text("utf-8"))["files"].items():
        own = room(ROOT / name, ROOT / "clearance") or "create_app"
        part = file["summary"]
        there[own] += part["num_statements"] + part["num_branches"]
        run[own] += part["covered_lines"] + part["covered_branches"]
    return {own: 100 * run[own] / there[own] if there[own] else 100.0 for own in sorted(there)}


def thin(shares: dict[str, float]) -> list[str]:
    """Rooms covered less than their floor."""
    return [own for own, share in shares.items() if share < COVERED.get(own, OTHERWISE)]


def main(junit: str, coverage: str) -> int:
    """Print what stands and return the exit status."""
    shares = covered(Path(coverage))
    for own, share in shares.items():
        floor = COVERED.get(own, OTHERWISE)
        print(f"  {own:<12} {share:6.1f} % of lines and branches, at least {floor} %")
    faults = [f"skipped: {name}" for name in skipped(Path(junit))]
    faults += [f"too little covered: {own}" for own in thin(shares)]
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
