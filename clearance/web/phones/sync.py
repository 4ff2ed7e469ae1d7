"""Programs and phones: changes in, outcomes out, and the feed of accepted changes."""

import json
import re
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from clearance.exchange.feeds import outbox_file
from clearance.i18n import gettext as _
from clearance.rules.basics.wire import as_change, is_change
from clearance.rules.records.permissions import sees
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.journal import changes, feed, outboxes
from clearance.web.frame.access import opens
from clearance.web.frame.context import allow, asked, now_stamp, store, today, who
from clearance.web.phones.conflicts import theirs
from clearance.web.recording.remedies import refusal_words, status_of
from clearance.web.recording.submit import report

blueprint = Blueprint("sync", __name__)
_MONEY = {f.name for s in SUBJECTS.values() for f in s.fields if f.kind == "money"}
_MOST = 200


@blueprint.get("/sync/hello")
@opens("record")
def hello() -> Any:
    """Who is signed in, a form token, the server's time; a phone tells what it still holds."""
    if asked("pending"):
        _hear(asked("pending"), asked("oldest"))
    return {
        "user": who().name,
        "role": who().role,
        "session": current_user.get_id(),
        "csrf_token": generate_csrf(),
        "at": now_stamp(),
        "seal": outbox_file.seal_key(store().digest_key, current_user.get_id()),
    }


def _hear(pending: str, oldest: str) -> None:
    """Keep what a phone says of its unsent reports; what makes no sense is not kept."""
    is_instant = re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]{8,12}Z", oldest)
    if re.fullmatch("[0-9]{1,6}", pending) and not current_user.is_program:
        outboxes.tell(
            store(),
            current_user.get_id(),
            who().uid,
            int(pending),
            oldest if is_instant else None,
            now_stamp(),
        )


@blueprint.post("/sync")
@opens("record")
def receive() -> Any:
    """A list of changes; one outcome for each, in order. Each stands or falls alone."""
    given = _body()
    if not isinstance(given, list) or len(given) > _MOST or not all(map(is_change, given)):
        abort(400, _("Cần một danh sách thay đổi (nhiều nhất 200)."))
    allow(len(given))
    return jsonify([_answer(item) for item in given])


def _body() -> Any:
    """What was sent, None when it is no JSON or nested without end."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _answer(item: dict[str, Any]) -> dict[str, Any]:
    change = as_change(item)
    outcome = report(change)
    return {
        "uid": item["uid"],
        "standing": outcome.standing,
        "seq": outcome.seq,
        "code": outcome.reason,
        "status": status_of(outcome),
        "message": refusal_words(change, outcome),
        "receipt": changes.receipt(store(), outcome.seq),
        "theirs": theirs(change, outcome),
    }


@blueprint.get("/changes", endpoint="changes")
@opens("record")
def feed_of_changes() -> Any:
    """Accepted changes after a journal number, within the asker's area, oldest first."""
    after = asked("after", "0")
    if not re.fullmatch(r"[0-9]{1,15}", after):
        abort(400, _("after: cần một số nguyên."))
    rows = feed.list_after(store(), who(), today(), int(after))
    hidden = _MONEY if sees(who().role, "amounts") == "never" else set()
    for row in rows:
        row["patch"] = {k: v for k, v in json.loads(row["patch"]).items() if k not in hidden}
    return jsonify(rows)
