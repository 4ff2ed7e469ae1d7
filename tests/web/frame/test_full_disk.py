"""A disk that is really full: pages, programs and commands are told in words, nothing is lost."""

from pathlib import Path

import pytest

from clearance.store import Store, is_full
from tests.small_disk import on_a_full_disk


def test_a_full_disk_is_told_in_words_and_takes_nothing_with_it(tmp_path: Path) -> None:
    told = on_a_full_disk(tmp_path / "disk")
    status, problem = told["json"]
    assert (status, set(problem)) == (507, {"code", "message", "fields"})
    assert problem["code"] == "http_507"
    assert "những gì đã được xác nhận vẫn còn nguyên" in problem["message"]
    status, page = told["page"]
    assert (status, "<h1>Máy chủ hết chỗ trên ổ đĩa</h1>" in page) == (507, True)
    assert (told["read"], told["rows"]) == (200, 1)
    for command in ("user", "backup", "report", "restore"):
        status, output = told[command]
        assert (status, output.count("\n")) == (1, 1), output
        assert "Ổ đĩa đã đầy" in output
    expected = {"data", "filler", "copy.tar", "clearance.sqlite", "evidence", "backups"}
    expected |= {"last-backup.json"}
    assert [n for n in told["left"] if n not in expected and n[-4:] not in (".key", "lock")] == [
        "clearance.sqlite-shm",
        "clearance.sqlite-wal",
    ]
    assert told["again"] == "accepted"


def test_a_server_that_has_no_room_is_understood(store: Store) -> None:
    """Both engines say so themselves: SQLite at its page limit, PostgreSQL by its code."""
    if store.engine == "postgresql":
        full = "DO $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
        other = "SELECT 1 FROM nowhere"
    else:
        store.run("PRAGMA max_page_count = 1")
        full = (
            "CREATE TABLE more AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1"
            " FROM n LIMIT 100000) SELECT x, randomblob(100) FROM n"
        )
        other = "SELECT 1 FROM nowhere"
    with pytest.raises(Exception, match=r"full|extend") as fault:
        store.run(full)
    assert is_full(fault.value)
    with pytest.raises(Exception, match="nowhere") as fault:
        store.run(other)
    assert not is_full(fault.value)
