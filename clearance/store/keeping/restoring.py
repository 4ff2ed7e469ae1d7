"""Bringing a backup back: looked at whole before anything is touched, everybody signed out."""

import hmac
import json
import shutil
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3

from clearance.store.engine.connection import Row, Store
from clearance.store.keeping import transfer
from clearance.store.keeping.backup import (
    DATABASE,
    MANIFEST,
    NEVER_PACKED,
    SIGNATURE,
    SIGNING_KEY,
    integrity_faults,
    sha256_of,
    sign_everybody_out,
    signature,
)
from clearance.store.people import accounts

#: Python 3.11 knows filters from 3.11.4 on; Debian 12 ships an earlier one.
_SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


_REMEDY = "chép lại tệp clearance-….tar từ nơi cất giữ, hoặc dùng một bản sao lưu khác"


class BadBackup(Exception):
    """A backup that is not whole; nothing was restored."""


class NotSigned(Exception):
    """A backup of which nobody knows who made it: `missing`, `no_key` or `wrong`."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the folder set aside, what the signature lacks ("" when it is right), and
    the accounts shut since the backup, by name; `roles`: name, role back in force, role until now.
    """

    aside: Path
    unsigned: str
    shut: tuple[str, ...]
    roles: tuple[tuple[str, str, str], ...]


def restore(
    archive: Path,
    data: Path,
    live: Store,
    stamp: str,
    key: bytes | None = None,
    *,
    takes_unsigned: bool = False,
) -> Restored:
    """Put a backup in place of the data folder; what stood there is moved aside, not erased.

    `key` signed it; None: the key of this folder. Raises BadBackup or NotSigned before anything
    is touched. On a server the database changes in one transaction, after what it held was written
    to the folder moved aside.
    """
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _unpack(archive, fresh)
        _verify(fresh)
        known = key or _key_of(data)
        unsigned = _unsigned(fresh, known)
        if unsigned and not takes_unsigned:
            raise NotSigned(unsigned)
        shut, roles = _shut_since(fresh / DATABASE, live), _roles_since(fresh / DATABASE, live)
        _make_safe(fresh, shut, _key_of(data) or (None if unsigned else known))
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    aside = _put_in_place(fresh, data, live, stamp)
    return Restored(aside, unsigned, tuple(person["name"] for person in shut), roles)


def _unpack(archive: Path, fresh: Path) -> None:
    """Plain files below the folder only; anything else in it was not packed by us."""
    fresh.mkdir(mode=0o700)
    if archive.stat().st_size == 0:
        raise BadBackup(f"tệp rỗng, {_REMEDY}")
    try:
        with tarfile.open(archive) as opened:
            for member in opened:
                if not member.isfile() or ".." in member.name or member.name.startswith("/"):
                    raise BadBackup(member.name)
            opened.extractall(fresh, **_SAFELY)  # noqa: S202 – every member was looked at
    except (tarfile.TarError, EOFError):
        is_tar = tarfile.is_tarfile(archive)
        told = "tệp bị cụt" if is_tar else "không phải tệp .tar do `flask backup` ghi"
        raise BadBackup(f"{told}, {_REMEDY}") from None


def _verify(folder: Path) -> None:
    """Every file is the one the manifest names, and there is no other."""
    listed = _manifest(folder)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    odd = (found ^ {*listed, MANIFEST}) - {SIGNATURE}
    if odd:
        raise BadBackup(min(odd))
    for name, sha256 in listed.items():
        if sha256_of(folder / name) != sha256:
            raise BadBackup(name)
    faults = list(integrity_faults(folder / DATABASE)) if DATABASE in listed else [DATABASE]
    if faults:
        raise BadBackup(faults[0])


def _manifest(folder: Path) -> dict[str, str]:
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise BadBackup(MANIFEST) from None
    if not isinstance(listed, dict):
        raise BadBackup(MANIFEST)
    return listed


def _unsigned(folder: Path, key: bytes | None) -> str:
    """What the signature lacks: "" when it is right."""
    path = folder / SIGNATURE
    if not path.exists():
        return "missing"
    if key is None:
        return "no_key"
    right = signature((folder / MANIFEST).read_bytes(), key)
    return "" if hmac.compare_digest(path.read_bytes(), right.encode()) else "wrong"


def _key_of(data: Path) -> bytes | None:
    path = data / SIGNING_KEY
    return path.read_bytes() if path.exists() else None


def _shut_since(database: Path, live: Store) -> list[Row]:
    """Accounts open in a database file that are shut today."""
    with closing(sqlite3.connect(database)) as connection:
        is_open = "SELECT uid FROM person WHERE is_active = 1"
        opened = {uid for (uid,) in _rows(connection, is_open)}
    return [p for p in accounts.list_people(live) if not p["is_active"] and p["uid"] in opened]


def _roles_since(database: Path, live: Store) -> tuple[tuple[str, str, str], ...]:
    """Accounts whose role in a database file is not the one of today."""
    with closing(sqlite3.connect(database)) as connection:
        then = dict(_rows(connection, "SELECT uid, role FROM person"))
    people = [p for p in accounts.list_people(live) if p["uid"] in then]
    return tuple(
        (p["name"], then[p["uid"]], p["role"]) for p in people if then[p["uid"]] != p["role"]
    )


def _rows(connection: Any, words: str) -> list[Any]:
    try:
        return list(connection.execute(words))
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{DATABASE}: {error}") from None


def _make_safe(fresh: Path, shut: list[Row], key: bytes | None) -> None:
    """Nobody is signed in, no key of sessions comes back, only the owner reads the files."""
    sign_everybody_out(fresh / DATABASE, [person["uid"] for person in shut])
    for name in (MANIFEST, SIGNATURE, *NEVER_PACKED):
        (fresh / name).unlink(missing_ok=True)
    if key:
        (fresh / SIGNING_KEY).write_bytes(key)
    for path in fresh.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _put_in_place(fresh: Path, data: Path, live: Store, stamp: str) -> Path:
    if live.engine == "postgresql":
        _replace_server(live, data, fresh)
    live.close()
    aside = data.with_name(f"{data.name}.before-{stamp}")
    if data.exists():
        data.rename(aside)
    fresh.rename(data)
    database = data / DATABASE
    if live.engine == "sqlite" and Path(live.path).resolve() != database.resolve():
        _place_database(data, Path(live.path), aside)
    return aside


def _replace_server(live: Store, data: Path, fresh: Path) -> None:
    kept = data / DATABASE
    kept.unlink(missing_ok=True)
    transfer.write_file(live, kept)
    transfer.replace_all(fresh / DATABASE, live)
    transfer.remove(fresh / DATABASE)


def _place_database(data: Path, database: Path, aside: Path) -> None:
    """A database kept outside the data folder goes back to its own place."""
    for suffix in ("", "-wal", "-shm"):
        old = database.with_name(database.name + suffix)
        if old.exists():
            aside.mkdir(exist_ok=True)
            old.rename(aside / old.name)
    (data / DATABASE).rename(database)
