"""Evidence files: named by their sha256, on disk before their row."""

import hashlib
import os
import secrets
from pathlib import Path

from clearance.store.engine.connection import Row, Store


def was_sent_by(store: Store, sha256: str, *people: str) -> bool:
    """Whether one of these people sent that file himself, and it was received."""
    sql = "SELECT 1 FROM evidence_sender WHERE sha256 = :sha256 AND person_uid = :who"
    return any(store.first(sql, sha256=sha256, who=who) for who in people)


def _sent(store: Store, sha256: str, who: str) -> None:
    store.run(
        "INSERT INTO evidence_sender (sha256, person_uid) VALUES (:sha256, :who)"
        " ON CONFLICT (sha256, person_uid) DO NOTHING",
        sha256=sha256,
        who=who,
    )


def find_evidence(store: Store, sha256: str) -> Row | None:
    """The row of one file."""
    return store.first("SELECT * FROM evidence WHERE sha256 = :sha256", sha256=sha256)


def file_of(row: Row) -> str:
    """The name under which the file of a row is kept."""
    return str(row["stored_as"] or row["sha256"])


def name_also(store: Store, sha256: str, stored_as: str, who: str) -> None:
    """Let a kept file be known by the hash of what somebody's phone sent, too."""
    with store.atomic():
        store.run(
            "INSERT INTO evidence (sha256, media_type, size, uploaded_by, uploaded_at, stored_as)"
            " SELECT :sha256, media_type, size, uploaded_by, uploaded_at, sha256 FROM evidence"
            " WHERE sha256 = :stored_as AND sha256 <> :sha256 ON CONFLICT (sha256) DO NOTHING",
            sha256=sha256,
            stored_as=stored_as,
        )
        _sent(store, sha256, who)


def sent_since(store: Store, person_uid: str, at: str) -> int:
    """Bytes of the files somebody brought since an instant."""
    words = (
        "SELECT COALESCE(SUM(size), 0) FROM evidence"
        " WHERE uploaded_by = :person AND uploaded_at >= :at AND stored_as IS NULL"
    )
    return int(store.value(words, person=person_uid, at=at))


def path_of(folder: Path, sha256: str) -> Path:
    """Where a file lies below the evidence folder."""
    return folder / sha256[:2] / sha256


def keep(store: Store, folder: Path, content: bytes, media_type: str, who: str, at: str) -> str:
    """Write the file durably, then its row; gives its sha256. The same file twice is one."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(folder, sha256)
    if not target.exists():
        _write_durably(target, content)
    with store.atomic():
        store.run(
            "INSERT INTO evidence (sha256, media_type, size, uploaded_by, uploaded_at)"
            " VALUES (:sha256, :media_type, :size, :who, :at) ON CONFLICT (sha256) DO NOTHING",
            sha256=sha256,
            media_type=media_type,
            size=len(content),
            who=who,
            at=at,
        )
        _sent(store, sha256, who)
    return sha256


def _write_durably(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{secrets.token_hex(8)}.part")  # two may send it at once
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
