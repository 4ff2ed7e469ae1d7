"""Programs and phones: changes in, outcomes out, and the feed of accepted changes."""

import json
import re
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from clearance.i18n import gettext as _
from clearance.rules.changes import Change
from clearance.rules.permissions import sees
from clearance.rules.subjects import SUBJECTS
from clearance.store import feed
from clearance.web.access import opens
from clearance.web.desk import asked, now_stamp, report, store, today, who
from clearance.web.errors import words_of

blueprint = Blueprint("sync", __name__)
_TAKEN = ("uid", "subject", "subject_uid", "fact", "patch", "happened_on", "based_on", "device",
          "why", "evidence", "about")  # fmt: skip
_TEXTS = ("uid", "subject", "subject_uid", "fact")
_PARTS = {"patch": dict, "evidence": list, "happened_on": str, "based_on": int, "about": str}
_MONEY = {f.name for s in SUBJECTS.values() for f in s.fields if f.kind == "money"}
_MOST = 200


@blueprint.get("/sync/hello")
@opens("record")
def hello() -> Any:
    """Who is signed in, a fresh form token, the server's time."""
    return {"user": who().name, "role": who().role, "session": current_user.get_id(),
            "csrf_token": generate_csrf(), "at": now_stamp()}  # fmt: skip


@blueprint.post("/sync")
@opens("record")
def receive() -> Any:
    """A list of changes; one outcome for each, in order. Each stands or falls alone."""
    given = _body()
    if not isinstance(given, list) or len(given) > _MOST or not all(map(_is_change, given)):
        abort(400, _("Cần một danh sách thay đổi (nhiều nhất 200)."))
    return jsonify([_answer(item) for item in given])


def _body() -> Any:
    """What was sent, None when it is no JSON or nested without end."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _is_change(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(name), str) and item[name] for name in _TEXTS)
        and all(item.get(k) is None or type(item[k]) is kind for k, kind in _PARTS.items())
        and all(isinstance(item.get(name, ""), str) for name in ("device", "why"))
        and all(isinstance(sha, str) for sha in item.get("evidence") or [])
    )


def _answer(item: dict[str, Any]) -> dict[str, Any]:
    values = {name: item[name] for name in _TAKEN if item.get(name) is not None}
    values["evidence"] = tuple(values.get("evidence", ()))
    outcome = report(Change(**values))
    return {"uid": item["uid"], "standing": outcome.standing, "seq": outcome.seq,
            "code": outcome.reason, "message": words_of(outcome)}  # fmt: skip


@blueprint.get("/changes")
@opens("record")
def changes() -> Any:
    """Accepted changes after a journal number, within the asker's area, oldest first."""
    after = asked("after", "0")
    if not re.fullmatch(r"[0-9]{1,15}", after):
        abort(400, _("after: cần một số nguyên."))
    rows = feed.list_after(store(), who(), today(), int(after))
    hidden = _MONEY if sees(who().role, "amounts") == "never" else set()
    for row in rows:
        row["patch"] = {k: v for k, v in json.loads(row["patch"]).items() if k not in hidden}
    return jsonify(rows)
