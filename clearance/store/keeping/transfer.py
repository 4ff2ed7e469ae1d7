"""A whole database from one engine to the other, in one transaction, compared at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

from clearance.rules.records.subjects import SUBJECTS
from clearance.store.engine.bulk_load import loading
from clearance.store.engine.connection import Batch, Store
from clearance.store.engine.sqlite import SqliteStore
from clearance.store.journal.checksums import Sum, columns_of, rows_of, told
from clearance.store.upgrade.opening import open_store
from clearance.store.upgrade.schema import migrate

#: Every table that is kept, with the columns that name a row. What is derived from them
#: (boxes, search index) each engine makes itself.
TABLES = {
    "change": "seq",
    "remark": "seq, field",
    "step_taken": "subject_uid, step",
    "promise": "seq",
    "identity": "subject_uid",
    "evidence": "sha256",
    "shape": "id",
    "search_text": "id",
    "login": "person_uid",
    "session": "uid",
    "meta": "name",
    "source": "uid",
    "origin": "seq",
    "deadline": "subject_uid, step",
    "case_state": "subject_uid, from_day, subject",
    "note_word": "seq",
    "request_turn": "seq",
    "strip": "alignment_uid, size_m, from_m",
    "strip_stale": "alignment_uid",
    "offering_parcel": "offering_uid, parcel_uid",
    "turn": "seq",
    "explanation": "seq",
    "ask": "seq",
    "phone": "session_uid",
    "sign_in_failure": "account, source",
    "evidence_sender": "sha256, person_uid",
    "publication": "as_of",
    "former_origin": "seq",
    "retired": "subject_uid",
    "operation_row": "operation_uid, subject_uid",
    **dict.fromkeys(SUBJECTS, "uid"),
}
_NUMBERED = ("shape", "search_text")


Tick = Callable[[int], None]


class NotEqual(Exception):
    """What was written is not what was read; nothing was kept."""


class NotEmpty(Exception):
    """A target that holds something of its own."""


def count_rows(store: Store) -> int:
    """Rows in all tables."""
    return sum(store.value(f"SELECT COUNT(*) FROM {table}") for table in TABLES)  # noqa: S608


def move(source: Store, target: Store, tick: Tick) -> bool:
    """Fill an empty target with all there is; False when it already holds just that.

    Nobody writes to the source meanwhile. Interrupted, nothing was moved: run it again.
    Raises NotEmpty when the target holds anything else, NotEqual when the copy is not exact.
    """
    if count_rows(target):
        if differing(source, target):
            raise NotEmpty
        return False
    with source.atomic(), target.atomic():
        copy_all(source, target, tick)
    return True


def move_to_file(source: Store, path: Path, tick: Tick) -> bool:
    """The same into a SQLite file, whose name appears when it is whole."""
    if path.exists():
        return move(source, open_store(path), tick)
    draft = path.with_name(f"{path.name}.moving")
    remove(draft)
    with source.atomic():
        write_file(source, draft, tick)
    draft.rename(path)
    return True


def write_file(source: Store, path: Path, tick: Tick = lambda _: None) -> None:
    """Everything as it stands at one moment, in a new SQLite file; writers go on meanwhile."""
    target = SqliteStore(path, source.digest_key)
    migrate(target)
    target.begin_draft()
    try:
        with source.atomic(reads_only=True), target.atomic():
            copy_all(source, target, tick)
        target.finish_draft()
    except BaseException:
        target.close()
        remove(path)
        raise
    remove(path, "-wal", "-shm", ".lock")


def remove(path: Path, *suffixes: str) -> None:
    """Take away a SQLite file with what SQLite and our queue of writers keep beside it."""
    for suffix in suffixes or ("", "-wal", "-shm", ".lock"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def replace_all(path: Path, server: Store) -> None:
    """Put what a SQLite file holds in place of all a server holds, in one transaction."""
    source = open_store(path)
    with source.atomic(reads_only=True), server.atomic():
        server.run("ALTER TABLE change DISABLE TRIGGER USER")
        server.run(f"TRUNCATE {', '.join(TABLES)}")
        server.run("ALTER TABLE change ENABLE TRIGGER USER")
        copy_all(source, server, lambda _: None)
    source.close()


def copy_all(source: Store, target: Store, tick: Tick) -> None:
    """Fill the empty tables of a target; raises NotEqual, and the caller keeps nothing.

    The caller holds both still (`atomic`).
    """
    with loading(target, TABLES):
        read = {name: _copy(source, target, name, key, tick) for name, key in TABLES.items()}
    _follow_numbers(target)
    unlike = [t for t, key in TABLES.items() if read[t].told() != told(target, t, key)]
    unlike += ["journal"] if read["change"].chain.broken else []
    if unlike:
        raise NotEqual(", ".join(unlike))


def _copy(source: Store, target: Store, table: str, key: str, tick: Tick) -> Sum:
    """Fill one table; the sum over what was read."""
    total, columns = Sum(table), columns_of(source, table)
    if columns:
        rows = total.over(rows_of(source, table, key))
        target.load(table, columns, _ticked(rows, tick))
    return total


def _ticked(batches: Iterator[Batch], tick: Tick) -> Iterator[Batch]:
    for batch in batches:
        tick(len(batch))
        yield batch


def _follow_numbers(store: Store) -> None:
    """A server's own numbering goes on after the rows that came with their numbers."""
    if store.engine == "postgresql":
        for table in _NUMBERED:
            store.query(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608
                f" COALESCE(MAX(id), 0) + 1, false) FROM {table}"
            )


def differing(source: Store, target: Store) -> list[str]:
    """Tables that do not hold the same values."""
    with source.atomic(reads_only=True), target.atomic(reads_only=True):
        return [t for t, key in TABLES.items() if told(source, t, key) != told(target, t, key)]
