"""When this installation was last backed up and last checked without fault.

Kept beside the database, not in it: a copy that was restored elsewhere was never checked there.
"""

import json
from datetime import datetime
from pathlib import Path

BACKUP, CHECK = "last-backup.json", "last-check.json"
#: The last check that found a fault.
CHECK_FAILED = "last-check-failed.json"


def note(data: Path, name: str, at: str, seq: int, head: str) -> None:
    """Keep the instant of a run that ended well, with number and hash of the journal's last row."""
    draft = data / f"{name}.part"
    try:
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({"at": at, "seq": seq, "head": head}), encoding="utf-8")
        draft.replace(data / name)
    finally:
        draft.unlink(missing_ok=True)


def ended_at(data: Path, name: str) -> str:
    """The stamp of the last run of that kind, "" when there was none."""
    path = data / name
    return str(json.loads(path.read_text(encoding="utf-8"))["at"]) if path.exists() else ""


def age(data: Path, name: str, now: datetime) -> float:
    """Seconds since the last run of that kind, infinite when there was none."""
    at = ended_at(data, name)
    return (now - datetime.fromisoformat(at)).total_seconds() if at else float("inf")
