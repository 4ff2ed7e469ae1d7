"""Figures for a monitor come from either engine."""

from pathlib import Path

from clearance.record import record
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import stamp
from clearance.store import Store, open_store
from clearance.store.engine import dialect
from clearance.store.journal import outboxes
from clearance.store.keeping import vitals
from tests import given
from tests.given import CADRE, KEY, NOW, PROJECT


def test_an_installation_knows_its_size_and_its_journal(store: Store) -> None:
    assert vitals.journal_rows(store) == store.value("SELECT COUNT(*) FROM change")
    if store.engine == "postgresql":
        assert dialect.size(store) > 1_000_000
    assert vitals.unsent(store) == 0


def test_a_report_that_waits_for_its_photo_is_counted_until_it_is_settled(store: Store) -> None:
    given.a_household(store, "h", "a")
    visit = Change(
        "household", "h", "visited", {"note": "Đã gặp"}, project_uid=PROJECT, evidence=("0" * 64,)
    )
    assert record(store, visit, CADRE, NOW).reason == "photo_awaited"
    assert vitals.held(store) == {"person": 0, "photo": 1}


def test_what_phones_hold_is_added_up(store: Store) -> None:
    for session, pending in (("s", 3), ("t", 4), ("s", 2)):
        outboxes.tell(store, session, "p", pending, None, stamp(NOW))
    assert vitals.unsent(store) == 6


def test_a_file_counts_with_its_log(tmp_path: Path) -> None:
    made = given.a_project(open_store(tmp_path / "x.sqlite", KEY))
    sizes = [path.stat().st_size for path in tmp_path.glob("x.sqlite*") if path.suffix != ".lock"]
    wal = (tmp_path / "x.sqlite-wal").stat().st_size
    assert dialect.size(made) == (tmp_path / "x.sqlite").stat().st_size + wal <= sum(sizes)
    made.close()
