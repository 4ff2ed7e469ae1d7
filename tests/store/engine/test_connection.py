"""The seam: what goes in, what comes out, and what one transaction means."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clearance.store import Store, open_store
from clearance.store.engine.connection import Row
from clearance.store.engine.sqlite import SqliteStore
from tests import given
from tests.given import KEY


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    """An empty store on disk."""
    return given.a_store(tmp_path / "a.sqlite")


def write(store: Store, name: str) -> None:
    """One row of the simplest table."""
    store.run("INSERT INTO meta (name, value) VALUES (:name, '1')", name=name)


def names(store: Store) -> list[str]:
    """What was written."""
    return [row["name"] for row in store.query("SELECT name FROM meta ORDER BY name")]


def test_rows_come_out_as_dicts_and_single_values_as_they_are(kept: Store) -> None:
    assert kept.query("SELECT 1 AS a, :b AS b", b="Đỗ") == [{"a": 1, "b": "Đỗ"}]
    assert kept.first("SELECT 1 AS a WHERE 1 = 2") is None
    assert kept.value("SELECT :x AS a", x=7) == 7
    assert kept.value("SELECT name FROM meta") is None


def test_one_statement_writes_many_rows(kept: Store) -> None:
    with kept.atomic():
        kept.run_many(
            "INSERT INTO meta (name, value) VALUES (:name, '1')", [{"name": n} for n in "abc"]
        )
    assert names(kept) == ["a", "b", "c"]


def test_a_transaction_is_kept_whole_or_not_at_all(kept: Store) -> None:
    with pytest.raises(ZeroDivisionError), kept.atomic():
        write(kept, "a")
        with kept.atomic():
            write(kept, "b")
        raise ZeroDivisionError
    assert names(kept) == []
    with kept.atomic():
        write(kept, "a")
        with kept.atomic():
            write(kept, "b")
    assert names(kept) == ["a", "b"]


def test_a_failed_statement_ends_its_transaction_and_the_next_one_works(kept: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"), kept.atomic():
        write(kept, "a")
        write(kept, "a")
    with kept.atomic():
        write(kept, "b")
    assert names(kept) == ["b"]


def test_what_is_run_together_is_seen_by_the_next_reading_and_kept_at_the_end(kept: Store) -> None:
    with kept.atomic(), kept.together():
        for name in "abc":
            write(kept, name)
            assert kept.value("SELECT value FROM meta WHERE name = :name", name=name) == "1"
        write(kept, "d")
    assert names(kept) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("is_read", [True, False])
def test_one_fault_among_what_is_run_together_undoes_it_all(kept: Store, is_read: bool) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"), kept.atomic(), kept.together():
        write(kept, "a")
        write(kept, "a")
        if is_read:
            names(kept)
        write(kept, "b")
    with kept.atomic():
        write(kept, "c")
    assert names(kept) == ["c"]


@pytest.mark.sqlite_only
def test_a_transaction_the_engine_has_already_undone_is_not_undone_twice(kept: Store) -> None:
    with pytest.raises(ZeroDivisionError), kept.atomic():
        kept.run("ROLLBACK")
        raise ZeroDivisionError
    assert names(kept) == []


def test_each_thread_has_a_connection_of_its_own_and_keeps_it(kept: Store) -> None:
    seen: list[object] = []
    thread = threading.Thread(target=lambda: seen.append(kept.connection))
    thread.start()
    thread.join()
    assert seen[0] is not kept.connection
    assert kept.connection is kept.connection


def test_a_reader_sees_only_what_was_committed(kept: Store) -> None:
    other = given.a_store(kept.path)
    with kept.atomic():
        write(kept, "a")
        assert names(other) == []
    assert names(other) == ["a"]
    other.close()


def test_a_closed_store_opens_again_when_asked(kept: Store) -> None:
    kept.close()
    kept.close()
    assert names(kept) == []


@pytest.mark.sqlite_only
def test_the_engine_is_set_to_lose_nothing(kept: Store) -> None:
    settings = {
        p: kept.value(f"PRAGMA {p}")
        for p in ("journal_mode", "synchronous", "foreign_keys", "mmap_size")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "mmap_size": 0}


@pytest.mark.sqlite_only
def test_those_who_open_a_new_file_at_once_all_get_in(tmp_path: Path) -> None:
    for file in (tmp_path / f"{number}.sqlite" for number in range(40)):
        store, gate = SqliteStore(file), threading.Barrier(16)
        with ThreadPoolExecutor(16) as pool:
            modes = list(pool.map(opened, [store] * 16, [gate] * 16))
        assert modes == ["wal"] * 16


def opened(store: Store, gate: threading.Barrier) -> str:
    """How this thread's connection writes, opened when all are there."""
    gate.wait()
    mode: str = store.value("PRAGMA journal_mode")
    store.close()
    return mode


@pytest.mark.sqlite_only
def test_the_engine_is_one_without_the_wal_reset_bug(kept: Store) -> None:
    version = tuple(int(n) for n in kept.value("SELECT sqlite_version()").split("."))
    assert version >= (3, 51, 3)


@pytest.mark.sqlite_only
def test_only_its_owner_reads_a_new_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.sqlite", KEY)
    with store.atomic():
        write(store, "a")
    files = [p for p in tmp_path.iterdir() if not p.name.endswith(".lock")]
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}


@pytest.mark.sqlite_only
def test_a_store_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = given.a_store()
    with store.atomic():
        write(store, "a")
    assert list(tmp_path.iterdir()) == []


def test_the_log_is_carried_into_the_file_after_the_turn(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.sqlite", KEY)
    reading = store.stream("SELECT name FROM sqlite_master")
    assert next(reading)
    rows = [{"name": str(number)} for number in range(600)]
    with store.atomic():
        store.run_many("INSERT INTO meta (name, value) VALUES (:name, '1')", rows)
    assert list(reading)
    assert alone(tmp_path / "a.sqlite") == []
    with store.atomic():
        store.run("UPDATE meta SET value = value || '2'")
    assert alone(tmp_path / "a.sqlite") == [{"value": "12"}]


def alone(path: Path) -> list[Row]:
    """What a file holds without the log beside it."""
    copy = path.with_name("copy.sqlite")
    copy.write_bytes(path.read_bytes())
    return open_store(copy, KEY).query("SELECT DISTINCT value FROM meta")
