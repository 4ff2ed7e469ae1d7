"""Backup and restore: one file with the database, the evidence and the keys, checked by hash."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3

from clearance.store import moving
from clearance.store.connection import Store
from clearance.store.evidence import file_of, path_of

_MANIFEST = "manifest.json"
_DATABASE = "clearance.sqlite"
#: Python 3.11 knows filters from 3.11.4 on; Debian 12 ships an earlier one.
_SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


class BadBackup(Exception):
    """A backup that is not whole; nothing was restored."""


def back_up(store: Store, data: Path, target: Path) -> Path:
    """Write a compact copy of everything to one .tar; the name appears only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    snapshot, draft = target.with_suffix(".sqlite"), target.with_suffix(".part")
    snapshot.unlink(missing_ok=True)
    try:
        _snapshot(store, snapshot)
        with tarfile.open(draft, "w") as archive:
            _pack(archive, snapshot, data)
        draft.replace(target)
    finally:
        snapshot.unlink(missing_ok=True)
        draft.unlink(missing_ok=True)
    return target


def _snapshot(store: Store, path: Path) -> None:
    """One moment of the database as a SQLite file, whatever engine it lives in."""
    if store.engine == "sqlite":
        store.run("VACUUM INTO :path", path=str(path))
    else:
        moving.write_file(store, path)


def _pack(archive: tarfile.TarFile, snapshot: Path, data: Path) -> None:
    names = {_DATABASE: snapshot, **{p.name: p for p in sorted(data.glob("*.key"))}}
    names |= {str(p.relative_to(data)): p for p in sorted((data / "evidence").glob("??/*"))
              if not p.name.endswith(".part")}  # fmt: skip
    for name, path in names.items():
        archive.add(path, name)
    content = json.dumps({name: _sha256(path) for name, path in names.items()}).encode()
    member = tarfile.TarInfo(_MANIFEST)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _unpack(archive: Path, fresh: Path) -> None:
    """Plain files below the folder only; anything else in it was not packed by us."""
    try:
        with tarfile.open(archive) as opened:
            for member in opened:
                if not member.isfile() or ".." in member.name or member.name.startswith("/"):
                    raise BadBackup(member.name)
            opened.extractall(fresh, **_SAFELY)  # noqa: S202 – every member was looked at
    except (tarfile.TarError, EOFError) as error:
        raise BadBackup(f"tệp bị cụt hoặc không phải tệp sao lưu ({error})") from None


def restore(archive: Path, data: Path, live: Store, stamp: str) -> Path:
    """Put a backup in place of the data folder; what stood there is moved aside, not erased.

    Raises BadBackup before anything is touched when a file is missing or altered. On a server the
    database changes in one transaction, after what it held was written to the folder moved aside.
    """
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _unpack(archive, fresh)
        _verify(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if live.engine == "postgresql":
        _replace_server(live, data, fresh)
    live.close()
    aside = data.with_name(f"{data.name}.before-{stamp}")
    if data.exists():
        data.rename(aside)
    fresh.rename(data)
    (data / _MANIFEST).unlink()
    database = data / _DATABASE
    if live.engine == "sqlite" and Path(live.path).resolve() != database.resolve():
        _place_database(data, Path(live.path), aside)
    return aside


def _replace_server(live: Store, data: Path, fresh: Path) -> None:
    kept = data / _DATABASE
    kept.unlink(missing_ok=True)
    moving.write_file(live, kept)
    moving.replace_all(fresh / _DATABASE, live)
    moving.remove(fresh / _DATABASE)


def _place_database(data: Path, database: Path, aside: Path) -> None:
    """A database kept outside the data folder goes back to its own place."""
    for suffix in ("", "-wal", "-shm"):
        old = database.with_name(database.name + suffix)
        if old.exists():
            aside.mkdir(exist_ok=True)
            old.rename(aside / old.name)
    (data / _DATABASE).rename(database)


def _verify(folder: Path) -> None:
    manifest = folder / _MANIFEST
    if not manifest.exists():
        raise BadBackup("manifest.json")
    for name, sha256 in json.loads(manifest.read_text()).items():
        if not (folder / name).exists() or _sha256(folder / name) != sha256:
            raise BadBackup(name)
    faults = list(integrity_faults(folder / _DATABASE))
    if faults:
        raise BadBackup(faults[0])


def integrity_faults(path: Path) -> Iterator[str]:
    """What SQLite's own integrity check finds in a file nobody else has open."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
    yield from (row[0] for row in rows if row[0] != "ok")


def missing_evidence(store: Store, folder: Path, tick: Callable[[int], None]) -> list[str]:
    """Evidence files that are gone or altered."""
    wrong = []
    for row in store.query("SELECT sha256, stored_as FROM evidence ORDER BY sha256"):
        name = file_of(row)
        path = path_of(folder, name)
        if not path.exists() or _sha256(path) != name:
            wrong.append(row["sha256"])
        tick(1)
    return wrong


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
