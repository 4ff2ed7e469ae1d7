"""Reports that a phone wrote to a file, recorded under the name of whoever made them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from clearance.record.door import record
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.rules.basics.days import stamp
from clearance.rules.basics.wire import as_change
from clearance.store import Store
from clearance.store.journal import evidence, meta, outboxes
from clearance.store.people import accounts

Photos = Mapping[str, tuple[bytes, str]]
Judged = list[tuple[Change, Outcome]]


def find_author(store: Store, user: str, session: str) -> Who | None:
    """Whose phone wrote a file; None when that account is shut or the names differ."""
    author = outboxes.find_sender(store, session)
    return accounts.as_who(author) if author and author["name"] == user else None


def record_outbox(
    store: Store,
    reports: Sequence[dict[str, Any]],
    author: Who,
    office: Who,
    file: str,
    now: datetime,
) -> Judged:
    """Judge each report as if its author had sent it; that the file was brought is the office's."""
    project = meta.project_uid(store)
    changes = [as_change(item, project) for item in reports]
    judged = [(change, record(store, change, author, now)) for change in changes]
    patch = {"target": "outbox", "file_name": f"{file} ({author.name})", "rows": len(changes)}
    run = Change("import_run", new_uid(), "recorded", patch, project_uid=project)
    record(store, run, office, now)
    return judged


def keep_photos(store: Store, folder: Path, photos: Photos, author: Who, now: datetime) -> None:
    """Keep the photos of somebody's file under the hashes its reports name them by."""
    for sha256, (content, kind) in photos.items():
        stored = evidence.keep(store, folder, content, kind, author.uid, stamp(now))
        evidence.name_also(store, sha256, stored, author.uid)
