"""The whole database to the other engine and back: everything, exactly, or nothing."""

from pathlib import Path

import pytest

from clearance.record.replay import differences
from clearance.store import Store, open_store
from clearance.store.engine.connection import Row
from clearance.store.engine.dialect import match_of, with_words
from clearance.store.keeping import transfer
from tests import engines, given
from tests.given import KEY, OFFICE, TODAY, a_change, by, last_change


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    """A file with a project, a household, its land, an obstacle, a promise and a login."""
    store = given.a_project(open_store(tmp_path / "from.sqlite", KEY))
    given.a_household(store, **given.personal(given.FAMILY_A))
    given.a_parcel(store)
    given.an_obstacle(store)
    given.step(store, "h", "notified")
    by(OFFICE, store, a_change("household", "h", "handed_over"))
    return store


@pytest.fixture
def server() -> Store:
    """An empty database of a server."""
    with engines.using("postgresql"):
        return given.a_store()


def quiet(_: int) -> None:
    """Nobody watches."""


def test_every_value_arrives_and_comes_back(filled: Store, server: Store, tmp_path: Path) -> None:
    ticks: list[int] = []
    assert transfer.move(filled, server, ticks.append)
    assert sum(ticks) == transfer.count_rows(filled) == transfer.count_rows(server)
    assert differences(server) == []
    assert transfer.move_to_file(server, tmp_path / "back.sqlite", quiet)
    back = open_store(tmp_path / "back.sqlite", KEY)
    assert transfer.differing(filled, back) == []
    assert differences(back) == []
    assert list(tmp_path.glob("*.moving*")) == []


def test_what_hangs_on_the_tables_is_all_there_after_a_move(
    filled: Store, server: Store, tmp_path: Path
) -> None:
    before = _hanging(server)
    transfer.move(filled, server, quiet)
    assert _hanging(server) == before
    transfer.move_to_file(server, tmp_path / "back.sqlite", quiet)
    back = open_store(tmp_path / "back.sqlite", KEY)
    assert _hanging(back) == _hanging(filled)
    assert back.query("SELECT * FROM shape_box") == filled.query("SELECT * FROM shape_box")
    found = f"SELECT COUNT(*) FROM ({with_words(back)})"
    assert back.value(found, match=match_of(back, ["huong"])) == 1


def _hanging(store: Store) -> list[Row]:
    """Every index, key and trigger as the engine itself writes them."""
    if store.engine == "sqlite":
        return store.query("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
    return store.query(
        "SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " UNION ALL SELECT tgname, tgenabled::text FROM pg_trigger ORDER BY 1, 2"
    )


def test_a_minus_zero_does_not_stand_in_the_way(server: Store, tmp_path: Path) -> None:
    given.a_project(server)
    given.a_household(server)
    given.a_parcel(server, offset_m=-0.0)
    assert transfer.move_to_file(server, tmp_path / "back.sqlite", quiet)


def test_moving_again_finds_it_done(filled: Store, server: Store) -> None:
    assert transfer.move(filled, server, quiet)
    assert not transfer.move(filled, server, quiet)


def test_a_target_with_other_facts_is_left_alone(filled: Store, server: Store) -> None:
    given.a_project(server)
    before = transfer.count_rows(server)
    with pytest.raises(transfer.NotEmpty):
        transfer.move(filled, server, quiet)
    assert transfer.count_rows(server) == before


def test_a_move_that_is_interrupted_moved_nothing_and_can_be_run_again(
    filled: Store, server: Store
) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer.move(filled, server, stop)
    assert transfer.count_rows(server) == 0
    assert transfer.move(filled, server, quiet)


def test_a_file_that_was_not_finished_leaves_nothing_behind(filled: Store, tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer.move_to_file(filled, tmp_path / "back.sqlite", stop)
    assert list(tmp_path.glob("back*")) == []


def test_a_journal_altered_on_the_way_is_refused(filled: Store, server: Store) -> None:
    engines.unguard(filled, "update")
    filled.run("UPDATE change SET why = 'khác' WHERE seq = 4")
    with pytest.raises(transfer.NotEqual, match="journal"):
        transfer.move(filled, server, quiet)
    assert transfer.count_rows(server) == 0


def test_work_goes_on_after_the_move(filled: Store, server: Store) -> None:
    transfer.move(filled, server, quiet)
    newest = last_change(server)["seq"]
    given.a_household(server, "k", code="HY-K")
    given.a_parcel(server, "q", "k", parcel_no="99")
    assert last_change(server)["seq"] == newest + 2
    assert server.value("SELECT recorded_at FROM change ORDER BY seq DESC LIMIT 1") >= TODAY
    assert differences(server) == []
