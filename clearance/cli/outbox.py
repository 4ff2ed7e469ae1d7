"""A phone's file of unsent reports, brought in from the terminal."""

from pathlib import Path
from typing import Any

import click

from clearance.cli.terminal import desk, refuse
from clearance.exchange.feeds.outbox_file import Outbox, read_outbox
from clearance.record.outbox import Judged, find_author, keep_photos, record_outbox
from clearance.rules.basics.actors import Who
from clearance.rules.basics.faults import Refused
from clearance.rules.basics.refusals import REFUSALS

_WORDS = {"accepted": "đã ghi", "held": "chờ người quyết định"}
_REFUSED = "bị từ chối"


def bring(file: Path, office: Who, dry_run: bool) -> list[dict[str, Any]]:
    """Record a file's reports in the name of whoever made them; one line for each."""
    store, now = desk().store, desk().clock()
    found = _read(file)
    author = find_author(store, found.user, found.session)
    if author is None:
        refuse(f"{file.name}: người ghi tệp này không còn tài khoản đang mở.")
    if dry_run:
        return [{"uid": item["uid"], "fact": item["fact"]} for item in found.reports]
    keep_photos(store, desk().settings.evidence, found.photos, author, now)
    return _told(record_outbox(store, found.reports, author, office, file.name, now))


def _read(file: Path) -> Outbox:
    try:
        return read_outbox(file.read_bytes(), desk().store.digest_key, file.name)
    except Refused as refused:
        refuse(*(fault.text() for fault in refused.faults))


def _told(judged: Judged) -> list[dict[str, Any]]:
    return [
        {
            "uid": change.uid,
            "fact": change.fact,
            "seq": outcome.seq,
            "standing": outcome.standing,
            "why": REFUSALS[outcome.reason].vi if outcome.reason else "",
        }
        for change, outcome in judged
    ]


def say(lines: list[dict[str, Any]]) -> None:
    """Each report with its standing; those that were not taken go to the error output."""
    for line in lines:
        standing = line.get("standing", "")
        words = _WORDS.get(standing, _REFUSED) if standing else "có trong tệp"
        click.echo(f"{words}: {line['fact']} {line.get('why', '')}".rstrip(), err=words == _REFUSED)
