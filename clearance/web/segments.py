"""Handover segments: the list, one segment with its history, and the two keys."""

import json
from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_wtf import FlaskForm

from clearance.i18n import gettext as _
from clearance.maps.strip import draw
from clearance.reports.ground import on_day
from clearance.reports.segments import all_segments, metres_by_key, one_segment
from clearance.rules.changes import Change, new_uid
from clearance.rules.permissions import may_record
from clearance.store import corridor, evidence, people, segments
from clearance.web import evidence as received
from clearance.web.access import opens
from clearance.web.desk import as_of, asked, desk, report, store, today, who
from clearance.web.errors import words_of
from clearance.web.forecast_page import holding
from clearance.web.forecast_words import with_forecast
from clearance.web.forms.segments import Accept, Offer, Promise, Refuse
from clearance.web.listing import Column, answer, cut
from clearance.web.namesakes import ask_if_several
from clearance.web.road import heads, in_order, place_url, show_whole, strip_between
from clearance.web.segment_words import SORTED, chips, columns, in_words, turns_in_words, wishes

blueprint = Blueprint("segments", __name__, url_prefix="/segments")
Row = dict[str, Any]
#: Each key: its form, the fact it records, where the segment must stand.
KEYS: dict[str, tuple[type[FlaskForm], str, tuple[str, ...]]] = {
    "promise": (Promise, "promised", ("open", "promised", "offered", "refused")),
    "offer": (Offer, "offered", ("open", "promised", "refused")),
    "accept": (Accept, "accepted", ("offered",)),
    "refuse": (Refuse, "refused", ("offered",)),
}


@blueprint.get("/")
@opens("segments")
def index() -> Any:
    """Every segment on a day, along the road."""
    rows = with_forecast([in_words(row) for row in all_segments(store(), as_of())], as_of())
    found = in_order(wishes(rows), SORTED)
    part = cut(len(found))
    return answer(
        columns(), found[part.skip : part.skip + part.most], "segments", "segments/list.html",
        title=_("Đoạn bàn giao"), heads=heads(_shown(), SORTED), filters=chips(rows),
        total=len(rows), part=part, keys=metres_by_key(rows) | {"linked": True},
        links=[s for s in people.list_sessions(store(), who().uid) if s["kind"] == "calendar"],
    )  # fmt: skip


@blueprint.get("/<code>")
@opens("segments")
def show(code: str) -> Any:
    """One segment: dates, road, history, and the keys this role holds."""
    row = _row(code)
    if asked("panel") == "1":
        return render_template("segments/_panel.html", row=row)
    return _page(row, {})


@blueprint.post("/<code>/<key>")
@opens("segments")
def turn(code: str, key: str) -> Any:
    """Promise, offer, accept or refuse; what the door says is shown in words."""
    row = _row(code)
    kind, fact, _where = KEYS.get(key) or abort(404)
    if not may_record(who().role, "segment", fact):
        abort(403)
    form = kind(prefix=key)
    if not form.validate_on_submit() or not (sent := _files(form)):
        return _page(row, {key: form}), 422
    outcome = report(_change(row, fact, form, sent[0]))
    if outcome.is_accepted:
        flash(_("Đã ghi nhận."), "success")
        return redirect(url_for(".show", code=code))
    flash(words_of(outcome), "error")
    return _page(row, {key: form}), 409


@blueprint.get("/<code>/files/<sha256>")
@opens("segments")
def file(code: str, sha256: str) -> Any:
    """A photo or minute that was sent with a turn of this segment's keys."""
    turns = segments.list_turns(store(), _row(code)["uid"], today())
    known = evidence.find_evidence(store(), sha256)
    if not known or not any(sha256 in json.loads(t["evidence"]) for t in turns):
        abort(404)
    path, kind = evidence.path_of(desk().settings.evidence, sha256), known["media_type"]
    reply = send_file(path, mimetype=kind, as_attachment=not kind.startswith("image/"),
                      download_name=sha256[:12])  # fmt: skip
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply


def _shown() -> list[Column]:
    """The page tells the same in fewer columns: dates under the words they belong to."""
    apart = (
        "place",
        "length_m",
        "earlier",
        "offered_on",
        "accepted_on",
        "longest_m",
        "p50",
        "p95",
        "cases",
        "p80_float",
        "no_forecast",
        "waiting_days",
    )
    return [column for column in columns() if column[0] not in apart]


def _row(code: str) -> Row:
    ask_if_several(
        code, lambda: [r for r in segments.list_segments(store()) if r["code"] == code],
        lambda uid: url_for(".show", code=uid),
    )  # fmt: skip
    row = one_segment(store(), code, as_of())
    return with_forecast([in_words(row)], as_of())[0] if row else abort(404)


def _page(row: Row, sent: dict[str, FlaskForm]) -> str:
    turns = segments.list_turns(store(), row["uid"], as_of())
    return render_template(
        "segments/show.html", row=row, history=turns_in_words(row, turns), forms=_forms(row, sent),
        strips=_strips(row), held=holding(row),
        file_url=lambda sha: url_for(".file", code=row["code"], sha256=sha),
    )  # fmt: skip


def _forms(row: Row, sent: dict[str, FlaskForm]) -> dict[str, FlaskForm]:
    """The keys this role may turn where the segment stands; an earlier day offers none."""
    if as_of() != today():
        return {}
    return {
        key: sent.get(key) or _fresh(key, kind, row)
        for key, (kind, fact, where) in KEYS.items()
        if may_record(who().role, "segment", fact) and (row["standing"] in where or key in sent)
    }


def _fresh(key: str, kind: type[FlaskForm], row: Row) -> FlaskForm:
    """An empty form: its uid makes a second press of the button one change."""
    form = kind(None, prefix=key)
    form.uid.data, form.why.data = new_uid(), ""
    if key == "promise":
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


def _change(row: Row, fact: str, form: FlaskForm, sent: tuple[str, ...]) -> Change:
    why = (form.why.data or "").strip()
    if fact == "promised":
        based_on = form.based_on.data or ""
        return Change(
            "segment", row["uid"], fact, {"promised_on": form.promised_on.data.isoformat()},
            uid=form.uid.data, why=why,
            based_on=int(based_on) if based_on.isdecimal() else None,
        )  # fmt: skip
    return Change("segment", row["uid"], fact, uid=form.uid.data, why=why, evidence=sent,
                  happened_on=form.happened_on.data.isoformat())  # fmt: skip


def _strips(row: Row) -> list[str]:
    """The segment's own piece of the strip map, in one row and cut for phones."""
    roads = corridor.list_alignments(store())
    road = next((r for r in roads if r["uid"] == row["alignment_uid"]), None)
    if road is None or row["length_m"] <= 0:
        return []
    strip = strip_between(road, on_day(store(), road, as_of()), row["from_m"], row["to_m"])
    return [
        draw(strip, partial(place_url, road), _, show_whole, name, cuts)
        for name, cuts in (("segment", 1), ("rows", 2))
    ]
