"""What only a server does: other words for the same SQL, other types, a line that can break."""

import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from clearance.store import Store, Unreachable, open_store
from clearance.store.engine import dialect
from clearance.store.engine.postgres import translated
from tests import engines, given
from tests.given import KEY


@pytest.fixture
def server() -> Store:
    """An empty database of a server."""
    with engines.using("postgresql"):
        return given.a_store()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT :a, ':b', x::text", "SELECT %(a)s, ':b', x::text"),
        ("x LIKE '%y' AND z % 2 = :n", "x LIKE '%%y' AND z %% 2 = %(n)s"),
        ("SELECT 'it''s :a' -- of :b\n, :c", "SELECT 'it''s :a' \n, %(c)s"),
        ('SELECT "a:b"', 'SELECT "a:b"'),
        ("CAST(:a AS TEXT)", 'CAST(%(a)s AS TEXT) COLLATE "C"'),
        ("CREATE TABLE a (b TEXT, c INTEGER)", 'CREATE TABLE a (b TEXT COLLATE "C", c BIGINT)'),
    ],
)
def test_a_statement_is_put_into_the_drivers_words(ours: str, theirs: str) -> None:
    assert translated(ours) == theirs


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("SELECT SUM(x) FROM (SELECT CAST(3000000000 AS INTEGER) AS x) t", 3_000_000_000),
        ("SELECT 1 = 1", 1),
        ("SELECT CAST(0.1 AS DOUBLE PRECISION)", 0.1),
        ("SELECT 1.5", 1.5),
        ("SELECT CAST(NULL AS TEXT)", None),
        ("SELECT 'Đỗ %'", "Đỗ %"),
    ],
)
def test_values_come_back_as_from_a_file(server: Store, sql: str, value: object) -> None:
    found = server.value(sql)
    assert (found, type(found)) == (value, type(value))


def test_bytes_come_back_as_bytes(server: Store) -> None:
    assert server.value("SELECT CAST(:x AS BYTEA) AS x", x=b"\0\xff") == b"\0\xff"


def test_a_broken_line_is_taken_up_again_when_nothing_was_under_way(server: Store) -> None:
    assert server.value("SELECT 1 AS a") == 1
    _hang_up(server)
    assert server.value("SELECT 2 AS a") == 2


def test_a_transaction_whose_line_breaks_is_undone_and_the_next_one_works(server: Store) -> None:
    sql = "INSERT INTO meta (name, value) VALUES (:name, '1')"
    with pytest.raises(Unreachable), server.atomic():
        server.run(sql, name="a")
        _hang_up(server)
        server.query("SELECT 1 AS a")
    with server.atomic():
        server.run(sql, name="b")
    assert server.query("SELECT name FROM meta") == [{"name": "b"}]


def _hang_up(store: Store) -> None:
    pid = store.connection.info.backend_pid
    with psycopg.connect(store.path, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_stream_that_is_not_drained_is_named_instead_of_waiting_for_ever(server: Store) -> None:
    rows = server.stream("SELECT * FROM generate_series(1, 5000) AS n")
    next(rows)
    with pytest.raises(RuntimeError, match="not drained"):
        server.query("SELECT 1 AS a")
    rows.close()
    assert server.value("SELECT 1 AS a") == 1


def test_the_journal_is_read_in_the_order_it_was_written_while_many_write(server: Store) -> None:
    given.a_project(server)
    start = server.value("SELECT MAX(seq) FROM change")
    writers = [threading.Thread(target=_write(server, n)) for n in range(4)]
    for writer in writers:
        writer.start()
    seen, after = [], start
    while any(writer.is_alive() for writer in writers) or not seen or seen[-1] < start + 100:
        rows = server.query("SELECT seq FROM change WHERE seq > :after ORDER BY seq", after=after)
        seen += [row["seq"] for row in rows]
        after = seen[-1] if seen else after
    assert seen == list(range(start + 1, start + 101))


def _write(server: Store, number: int) -> Callable[[], None]:
    def work() -> None:
        for turn in range(25):
            uid = f"t{number}-{turn}"
            change = given.registered("project", uid, code=uid, name=uid)
            assert given.by(given.ADMIN, server, change).is_accepted
        server.close()

    return work


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=str(tmp_path)):
        open_store(f"postgresql://nobody@/nothing?host={tmp_path}", KEY)


def test_a_server_that_may_lose_what_it_acknowledged_is_named(server: Store) -> None:
    assert dialect.risks(server) == ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
