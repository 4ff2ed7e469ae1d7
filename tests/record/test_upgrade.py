"""An earlier version's database is taken on as it is, and its journal still gives its state."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearance.record.replay import differences, recount, settle
from clearance.store import Store
from clearance.store.engine import dialect
from clearance.store.journal import changes, evidence
from tests import given
from tests.given import the
from tests.house.plan import ROOT

FILES = Path(__file__).with_name("files")
SAVED = sorted(FILES.glob("schema-*.sqlite.gz"))

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(params=SAVED, ids=lambda path: path.name.split(".")[0])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A saved database of an earlier version, opened by this one as a start does."""
    path = tmp_path / "clearance.sqlite"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    store = given.a_store(path)
    settle(store)
    yield store
    store.close()


def test_an_earlier_database_has_every_migration_afterwards(upgraded: Store) -> None:
    done = {row["name"] for row in upgraded.query("SELECT name FROM _sqlite_migrations")}
    assert done == {
        p.stem for p in (ROOT / "clearance/store/upgrade/migrations").glob("[0-9]*.sql")
    }
    assert dialect.integrity_faults(upgraded) == []


def test_its_journal_still_gives_its_state(upgraded: Store) -> None:
    assert changes.head(upgraded)[0] > 20
    assert differences(upgraded) == []


def test_its_cases_go_on_where_they_stood(upgraded: Store) -> None:
    before = the(upgraded, "household", "c")
    assert before["stage"] == "paid"
    assert given.step(upgraded, "c", "recovered").is_accepted
    assert the(upgraded, "household", "c")["stage"] == "recovered"
    assert differences(upgraded) == []


def test_whoever_sent_a_file_before_still_may_name_it(upgraded: Store) -> None:
    files = upgraded.query("SELECT sha256, uploaded_by FROM evidence")
    assert files
    assert all(evidence.was_sent_by(upgraded, f["sha256"], f["uploaded_by"]) for f in files)


def test_an_office_without_any_clock_is_recounted_too(tmp_path: Path) -> None:
    store = given.a_project(given.a_store(tmp_path / "clearance.sqlite"))
    assert recount(store) == 0
    assert differences(store) == []
    store.close()
