"""The two keys of a segment or an offering: their forms, what they record, what came with them."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, send_file

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.store.corridor import segments
from clearance.store.journal import evidence
from clearance.web.frame.context import desk, store, today
from clearance.web.handover.segment_form import Accept, Offer, Refuse
from clearance.web.recording.keyed_forms import Keys, Sent, forms_on, sent_form
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

Row = dict[str, Any]
#: Each key: its form, the fact it records, the states in which it is turned.
KEYS: Keys = {
    "offer": (Offer, "offered", ("open", "promised", "refused")),
    "accept": (Accept, "accepted", ("offered",)),
    "refuse": (Refuse, "refused", ("offered",)),
}


def forms_for(subject: str, row: Row, keys: Keys, sent: Sent) -> dict[str, Report]:
    """The keys this role may turn in the state of the thing."""
    start = {"based_on": row.get("version"), "happened_on": today()}
    return forms_on(
        subject, keys, sent, lambda key: row["standing"] in keys[key][2] or key in sent, **start
    )


def turned(
    subject: str, row: Row, keys: Keys, key: str, page: Callable[[Row, Sent], Any], back: str
) -> Any:
    """Turn one key."""
    form, fact = sent_form(subject, keys, key)
    change = partial(_change, subject, row, fact, form)
    return submit(form, partial(page, row, {key: form}), change, back, _("Đã ghi nhận."))


def file_of(uid: str, sha256: str) -> Any:
    """A photo or minute that was sent with a turn of these keys."""
    turns = segments.list_turns(store(), uid, today())
    known = evidence.find_evidence(store(), sha256)
    if not known or not any(sha256 in json.loads(t["evidence"]) for t in turns):
        abort(404)
    path, kind = evidence.path_of(desk().settings.evidence, sha256), known["media_type"]
    reply = send_file(
        path, mimetype=kind, as_attachment=not kind.startswith("image/"), download_name=sha256[:12]
    )
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply


def _change(subject: str, row: Row, fact: str, form: Report) -> Change:
    if "promised_on" in form:
        return Change(subject, row["uid"], fact, form.patch("promised_on"), based_on=form.seen())
    return Change(subject, row["uid"], fact, happened_on=form["happened_on"].data)
