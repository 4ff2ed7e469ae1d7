"""Several servers and threads write at once: nobody is turned away, nothing happens twice."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from clearance.record import record
from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.store import open_store
from tests import engines, given
from tests.given import KEY, NOW, OFFICE, PROJECT
from tests.servers import SERVERS

PROCESSES, EACH = 8, 25
SAME = Change(
    "household",
    "h",
    "notified",
    uid="one",
    project_uid=PROJECT,
    happened_on="2026-11-01",
    why="Cùng một lần bấm",
)


@pytest.fixture
def path(tmp_path: Path) -> Path | str:
    """A database with a project and one household."""
    store = given.a_project(given.a_store(tmp_path / "many.sqlite"))
    given.a_household(store)
    store.close()
    return engines.address(tmp_path / "many.sqlite")


def many_visits(path: Path, name: int) -> list[str]:
    """One server's work: visits one after another, as fast as it can."""
    store = open_store(path, KEY)
    made = [
        Change("household", "h", "revised", {"village": f"{name}-{number}"}, project_uid=PROJECT)
        for number in range(EACH)
    ]
    return [record(store, change, OFFICE, NOW).standing for change in made]


def the_same_at_once(path: Path, times: int) -> list[tuple[str, int | None]]:
    """One server's share of the same report, from several threads."""
    store = open_store(path, KEY)
    with ThreadPoolExecutor(times) as pool:
        answers = pool.map(lambda _: record(store, SAME, OFFICE, NOW), range(times))
        return [(answer.standing, answer.seq) for answer in answers]


def test_eight_servers_write_and_none_finds_the_database_locked(path: Path) -> None:
    with ProcessPoolExecutor(PROCESSES, mp_context=SERVERS) as pool:
        answers = list(pool.map(many_visits, [path] * PROCESSES, range(PROCESSES)))
    assert Counter(a for part in answers for a in part) == {"accepted": PROCESSES * EACH}
    store = open_store(path, KEY)
    written = store.value("SELECT COUNT(*) FROM change WHERE fact = 'revised'")
    assert written == PROCESSES * EACH
    assert differences(store) == []


def test_the_same_report_sent_fifty_times_at_once_is_one(path: Path) -> None:
    with ProcessPoolExecutor(5, mp_context=SERVERS) as pool:
        answers = list(pool.map(the_same_at_once, [path] * 5, [10] * 5))
    seqs = {answer for part in answers for answer in part}
    store = open_store(path, KEY)
    assert len([a for part in answers for a in part]) == 50
    assert len(seqs) == 1
    assert store.value("SELECT COUNT(*) FROM change WHERE fact = 'notified'") == 1
    assert store.value("SELECT COUNT(*) FROM step_taken") == 1
    assert differences(store) == []
