"""The two keys of a segment or an offering: their forms, what they record, what came with them."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import abort, flash, redirect, send_file
from flask_wtf import FlaskForm

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.permissions import may_record
from clearance.store.corridor import segments
from clearance.store.journal import evidence
from clearance.web.frame.context import as_of, desk, report, store, today, who
from clearance.web.frame.errors import words_of
from clearance.web.handover.segment_form import Accept, Offer, Refuse
from clearance.web.recording import uploads as received

Row = dict[str, Any]
#: Each key: its form, the fact it records, where the thing must stand.
Keys = Mapping[str, tuple[type[FlaskForm], str, tuple[str, ...]]]
KEYS: Keys = {
    "offer": (Offer, "offered", ("open", "promised", "refused")),
    "accept": (Accept, "accepted", ("offered",)),
    "refuse": (Refuse, "refused", ("offered",)),
}


def forms_for(subject: str, row: Row, keys: Keys, sent: Mapping[str, FlaskForm]) -> Row:
    """The keys this role may turn where the thing stands; an earlier day offers none."""
    if as_of() != today():
        return {}
    return {
        key: sent.get(key) or _fresh(key, kind, row)
        for key, (kind, fact, where) in keys.items()
        if may_record(who().role, subject, fact) and (row["standing"] in where or key in sent)
    }


def turned(
    subject: str, row: Row, keys: Keys, key: str, page: Callable[[Row, Row], Any], back: str
) -> Any:
    """Turn one key; what the door says is shown in words."""
    kind, fact, _where = keys.get(key) or abort(404)
    if not may_record(who().role, subject, fact):
        abort(403)
    form = kind(prefix=key)
    if not form.validate_on_submit() or not (sent := _files(form)):
        return page(row, {key: form}), 422
    outcome = report(_change(subject, row, fact, form, sent[0]))
    if outcome.is_accepted:
        flash(_("Đã ghi nhận."), "success")
        return redirect(back)
    flash(words_of(outcome), "error")
    return page(row, {key: form}), 409


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


def _fresh(key: str, kind: type[FlaskForm], row: Row) -> FlaskForm:
    """An empty form: its uid makes a second press of the button one change."""
    form = kind(None, prefix=key)
    form.uid.data, form.why.data = new_uid(), ""
    if "based_on" in form:
        form.based_on.data = row["version"]
    else:
        form.happened_on.process_data(date.fromisoformat(today()))
    return form


def _files(form: FlaskForm) -> tuple[tuple[str, ...]] | None:
    """The evidence sent, kept; None when a file cannot be taken, with the reason in its field."""
    if "photo" not in form or not form.photo.data:
        return ((),)
    try:
        return (received.receive(form.photo.data),)
    except received.BadFile as fault:
        form.photo.errors = [*form.photo.errors, str(fault)]
        return None


def _change(subject: str, row: Row, fact: str, form: FlaskForm, sent: tuple[str, ...]) -> Change:
    uid, why = form.uid.data, (form.why.data or "").strip()
    if "promised_on" in form:
        based_on = form.based_on.data or ""
        return Change(
            subject,
            row["uid"],
            fact,
            {"promised_on": form.promised_on.data.isoformat()},
            uid=uid,
            why=why,
            based_on=int(based_on[:15]) if based_on.isdecimal() else None,
        )
    return Change(
        subject,
        row["uid"],
        fact,
        uid=uid,
        why=why,
        evidence=sent,
        happened_on=form.happened_on.data.isoformat(),
    )
