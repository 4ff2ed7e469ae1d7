"""Days of segments and offerings as a calendar, by a secret link that can be revoked."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for

from clearance.exchange.writers.ics_out import Day, write_ics
from clearance.i18n import gettext as _
from clearance.i18n import ngettext
from clearance.reports.handover.offerings import all_offerings
from clearance.reports.handover.segments import all_segments
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.rules.records.permissions import may_open
from clearance.store.people import accounts, secrets
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import asked, now, now_stamp, store, today, who
from clearance.web.frame.labels import day
from clearance.web.handover import offering_labels
from clearance.web.handover.forecast_labels import with_forecast
from clearance.web.handover.segment_labels import in_words

blueprint = Blueprint("calendar", __name__)
_LASTS = timedelta(days=366)
_EPOCH = date(2020, 1, 1)


@blueprint.get("/segments.ics")
@opens(OPEN)
def subscribe() -> Any:
    """Days of every segment, its forecast, of every offering; no names. 404: no such link."""
    found = accounts.find_token(
        store(), secrets.token_hash(asked("token")), "calendar", now_stamp()
    )
    if not found or not may_open(found["role"], "segments"):
        abort(404)
    rows = with_forecast([in_words(row) for row in all_segments(store(), today())], today())
    days = [event for row in rows for event in _events(row)]
    days += [event for row in all_offerings(store(), today()) for event in _turns(row)]
    return Response(write_ics(_("Bàn giao mặt bằng"), days, now()), mimetype="text/calendar")


def _events(row: dict[str, Any]) -> list[Day]:
    kept = (
        ("accepted_on", _("%(code)s: đã nhận mặt bằng", code=row["code"])),
        ("need_by_on", _("%(code)s: cần mặt bằng", code=row["code"])),
        ("promised_on", _("%(code)s: cam kết bàn giao", code=row["code"])),
        ("offered_on", _("%(code)s: đề nghị bàn giao", code=row["code"])),
        ("p80", _("%(code)s: dự báo sạch (P80)", code=row["code"])),
    )
    shown = kept[:1] if row["accepted_on"] else kept[1:]
    return [_event(row, name, words) for name, words in shown if row[name]]


def _turns(row: dict[str, Any]) -> list[Day]:
    """The days on which an offering was offered and answered; tentative until it is."""
    name, told = _("Đợt %(code)s", code=row["code"]), offering_labels.in_words(row)["place"]
    told = f"{told}. {ngettext('%(n)s thửa', '%(n)s thửa', row['parcels'], n=row['parcels'])}"
    turned = (
        ("offered_on", _("%(code)s: đề nghị bàn giao", code=name)),
        ("accepted_on", _("%(code)s: đã nhận mặt bằng", code=name)),
        ("refused_on", _("%(code)s: chủ đầu tư từ chối", code=name)),
    )
    return [
        Day(
            f"{row['uid']}-{key}",
            date.fromisoformat(row[key]),
            words,
            told,
            sequence=row["version"],
            is_tentative=row["standing"] == "offered",
            url=url_for("offerings.show", code=row["code"], _external=True),
        )
        for key, words in turned
        if row[key]
    ]


def _event(row: dict[str, Any], name: str, words: str) -> Day:
    slipped = [day(p["promised_on"]) for p in row["promises"][:-1]]
    told = [row["place"], _("Gói thầu %(code)s", code=row["package"]) if row["package"] else ""]
    if slipped and name == "promised_on":
        told.append(_("Cam kết trước đó: %(days)s", days=", ".join(slipped)))
    return Day(
        f"{row['uid']}-{name}",
        date.fromisoformat(row[name]),
        words,
        ". ".join(filter(None, told)),
        sequence=_sequence(row, name),
        is_tentative=name == "p80",
        url=url_for("segments.show", code=row["code"], _external=True),
    )


def _sequence(row: dict[str, Any], name: str) -> int:
    """Never falls: slips so far, days since 2020 for an offer, and for a forecast made today."""
    made = {"offered_on": row["offered_on"], "p80": today()}.get(name)
    return (date.fromisoformat(made) - _EPOCH).days if made else row["moved"]


@blueprint.post("/segments/calendar")
@opens("segments")
def create() -> Any:
    """Make a new secret link, shown once; the one before it stops working."""
    accounts.revoke_all(store(), who().uid, now_stamp(), "calendar")
    token = secrets.new_token()
    accounts.open_session(
        store(),
        uid=new_uid(),
        token_hash=secrets.token_hash(token),
        person_uid=who().uid,
        kind="calendar",
        device="",
        created_at=now_stamp(),
        expires_at=stamp(now() + _LASTS),
    )
    address = url_for(".subscribe", token=token, _external=True)
    return render_template("handover/segments/calendar.html", address=address)


@blueprint.post("/segments/calendar/revoke")
@opens("segments")
def revoke() -> Any:
    """End the link at once."""
    accounts.revoke_all(store(), who().uid, now_stamp(), "calendar")
    flash(_("Liên kết lịch đã bị hủy."), "success")
    return redirect(url_for("segments.index"))
