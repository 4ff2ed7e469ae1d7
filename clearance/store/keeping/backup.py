"""A backup: one file with the database, the evidence and the digest key, signed.

Nothing in it opens the running system: no session key, no sessions, no tokens, no one-time links,
and not the key it is signed with.
"""

import hashlib
import hmac
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pysqlite3 as sqlite3

from clearance.store.engine.connection import Store
from clearance.store.journal.evidence import file_of, path_of
from clearance.store.keeping import transfer
from clearance.store.keeping.key_files import secret

#: Beginning of the name of a backup, before its day and time.
PREFIX = "clearance-"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.hmac"
DATABASE = "clearance.sqlite"
#: Signs the backups of an installation; its keeper has a copy apart from them.
SIGNING_KEY = "backup.key"
#: The one key that facts need; any other of the folder stays where it is.
DIGEST_KEY = "digest.key"
#: Keys that no restore brings back, whatever an archive holds.
NEVER_PACKED = ("session.key", SIGNING_KEY)
_NOBODY_IN = (
    "DELETE FROM session",
    "UPDATE login SET link_hash = NULL, link_until = NULL",
)


def back_up(store: Store, data: Path, target: Path) -> Path:
    """Write a compact copy of everything to one .tar; the name appears only when it is whole.

    Only its owner reads the file, its drafts too.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        snapshot, draft = Path(folder) / DATABASE, Path(folder) / "draft"
        _snapshot(store, snapshot)
        sign_everybody_out(snapshot)
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w") as archive:
            _pack(archive, snapshot, data)
        _to_disk(draft)
        draft.replace(target)
    return target


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups of a folder, by the day and time in their names."""
    old = sorted(folder.glob(f"{PREFIX}*.tar"))[:-keep]
    for path in old:
        path.unlink()
    return old


def _snapshot(store: Store, path: Path) -> None:
    """One moment of the database as a SQLite file, whatever engine it lives in."""
    if store.engine == "sqlite":
        store.run("VACUUM INTO :path", path=str(path))
    else:
        transfer.write_file(store, path)


def sign_everybody_out(path: Path, shut: list[str] | None = None) -> None:
    """End every session, token and one-time link in a database file, their traces wiped.

    Accounts (uids) to be kept `shut` lose their password, too.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        for words in _NOBODY_IN:
            connection.execute(words)
        for uid in shut or ():
            connection.execute("UPDATE login SET password_hash = NULL WHERE person_uid = ?", [uid])


def _pack(archive: tarfile.TarFile, snapshot: Path, data: Path) -> None:
    names = {DATABASE: snapshot, DIGEST_KEY: data / DIGEST_KEY}
    names |= {
        str(p.relative_to(data)): p
        for p in sorted((data / "evidence").glob("??/*"))
        if not p.name.endswith(".part")
    }
    for name, path in names.items():
        archive.add(path, name, filter=_private)
    manifest = json.dumps({name: sha256_of(path) for name, path in names.items()}).encode()
    _add(archive, MANIFEST, manifest)
    _add(archive, SIGNATURE, signature(manifest, secret(data, SIGNING_KEY)).encode())


def _private(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
    return member


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = _private(tarfile.TarInfo(name))
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def signature(manifest: bytes, key: bytes) -> str:
    """Who made the manifest, told by a key that is not in the backup; hex HMAC-SHA256."""
    return hmac.new(key, b"clearance backup\n" + manifest, hashlib.sha256).hexdigest()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def integrity_faults(path: Path) -> Iterator[str]:
    """What SQLite's own integrity check finds in a file nobody else has open."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
        except sqlite3.DatabaseError as error:
            rows = [(str(error),)]
    yield from (row[0] for row in rows if row[0] != "ok")


def missing_evidence(store: Store, folder: Path, tick: Callable[[int], None]) -> list[str]:
    """Evidence files that are gone or altered."""
    wrong = []
    for row in store.query("SELECT sha256, stored_as FROM evidence ORDER BY sha256"):
        name = file_of(row)
        path = path_of(folder, name)
        if not path.exists() or sha256_of(path) != name:
            wrong.append(row["sha256"])
        tick(1)
    return wrong


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
