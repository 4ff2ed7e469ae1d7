"""`pytest --quick`: what runs in a minute and a half on two cores; it says what it leaves out."""

from collections import Counter
from typing import Any

import pytest

#: Marker → why a quick run leaves its tests out; `make test` runs them all.
LEFT_OUT = {
    "browser": "drive a browser",
    "slow": "type commands, read drawings, try random histories, start servers (`slow`)",
}
#: Where tests are marked `slow`, by the beginning of their address: a second of processor time and
#: more each, or many seconds together.
SLOW = (
    "tests/cli/",
    "tests/demo/",
    "tests/deploy/",
    "tests/exchange/road/test_things.py",
    "tests/exchange/test_account.py",
    "tests/exchange/test_beside_the_corridor.py",
    "tests/exchange/test_bombs.py",
    "tests/exchange/test_corners.py",
    "tests/exchange/test_drawing",
    "tests/exchange/test_intake.py",
    "tests/exchange/test_recorded.py",
    "tests/exchange/test_road_changes.py",
    "tests/exchange/test_routes.py",
    "tests/exchange/test_uploads.py",
    "tests/geo/test_against_raster.py",
    "tests/geo/test_surveys_against_raster.py",
    "tests/house/test_quick.py",
    "tests/house/test_start.py",
    "tests/mutants/",
    "tests/record/test_laws.py",
    "tests/record/test_old_folders.py",
    "tests/record/test_turn_laws.py",
    "tests/record/test_two_keys.py",
    "tests/reports/test_kept_facts.py",
    "tests/rules/corridor/test_publication.py",
    "tests/rules/forecast/test_simulation.py",
    "tests/rules/procedure/test_procedure.py",
    "tests/scale/",
    "tests/store/engine/test_many_writers.py",
    "tests/store/engine/test_postgres.py",
    "tests/store/keeping/test_transfer.py",
    "tests/web/accounts/test_sign_in_limits.py",
    "tests/web/data/test_hub.py",
    "tests/web/data/test_words_stay.py",
    "tests/web/frame/test_both_engines.py",
    "tests/web/frame/test_errors.py",
    "tests/web/frame/test_every_route.py",
    "tests/web/frame/test_full_disk.py",
    "tests/web/frame/test_hostile.py",
    "tests/web/frame/test_leaks.py",
    "tests/web/monitoring/",
)
TWINS = "tests of the store run on SQLite alone; `make test` runs them on PostgreSQL too"
#: Examples of a property in a quick run, where its test does not name a number; usually 100.
EXAMPLES = 25
FEWER = f"properties are tried on {EXAMPLES} examples; `make test` tries 100"


class Quick:
    """Deselects by marker, and counts what it deselects."""

    def __init__(self) -> None:
        self.left: Counter[str] = Counter()

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep what no marker leaves out."""
        for item in items:
            if item.nodeid.startswith(SLOW):
                item.add_marker("slow")
        marks = {item: next(filter(item.get_closest_marker, LEFT_OUT), "") for item in items}
        self.left = Counter(filter(None, marks.values()))
        config.hook.pytest_deselected(items=[item for item in items if marks[item]])
        items[:] = [item for item in items if not marks[item]]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker hands its counts to the process that reports."""
        if output := getattr(session.config, "workeroutput", None):
            output["left"] = dict(self.left)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Each worker collects everything: one of them is enough."""
        self.left = Counter(getattr(node, "workeroutput", {}).get("left", {})) or self.left

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: int
    ) -> None:
        """What was left out, and why; workers that were interrupted handed over no counts."""
        if exitstatus == pytest.ExitCode.INTERRUPTED:
            return
        terminalreporter.section("left out by --quick")
        for mark, why in LEFT_OUT.items():
            terminalreporter.line(f"{self.left[mark]:>5} tests {why}")
        for text in (TWINS, FEWER):
            terminalreporter.line(f"      {text}")
