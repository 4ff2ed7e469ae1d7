"""The demo does nothing an office cannot: its lists came in through the plans of the import."""

import pytest

from clearance import demo
from clearance.demo.intake import a_list, bring
from clearance.demo.log import Log
from clearance.exchange.plans.plan import Snapshot
from clearance.exchange.plans.plan_segments import plan_segments
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.faults import Refused
from tests.demo.test_history import END
from tests.worlds import HAMLET

LISTED = {
    "package": "packages",
    "segment": "segments",
    "structure": "structures",
    "utility": "utilities",
}


def test_packages_segments_houses_and_lines_came_in_by_import() -> None:
    told = list(demo.demo_changes(HAMLET, 3, END))
    runs = {c.uid: c.patch["target"] for c, _, _ in told if c.subject == "import_run"}
    found = {
        (c.subject, runs.get(c.about or ""))
        for c, _, _ in told
        if c.fact == "registered" and c.subject in LISTED
    }
    assert found == set(LISTED.items())


def test_a_list_with_a_fault_is_refused_in_the_demo_too() -> None:
    rows = [{"code": "A", "package_code": "XL9", "chainage_from_m": 0, "chainage_to_m": 9}]
    plan = plan_segments(a_list("segments", "doan.xlsx", rows), Snapshot("p"))
    with pytest.raises(Refused, match="chưa có gói thầu"):
        bring(Log("x", "p"), 1, TERMINAL, plan)
