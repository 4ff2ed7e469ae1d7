"""Which phones still hold reports, how many and since when; and reports that come as a file."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from clearance.exchange.feeds.outbox_file import read_outbox
from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.record.outbox import find_author, keep_photos, record_outbox
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.basics.days import VIETNAM, from_stamp
from clearance.rules.basics.devices import device_words
from clearance.rules.basics.faults import Fault, Refused
from clearance.store.journal import outboxes
from clearance.web.frame.access import opens
from clearance.web.frame.context import desk, now, store, today, who
from clearance.web.frame.lists import Column, ListPage
from clearance.web.recording.remedies import refusal_words

blueprint = Blueprint("phones", __name__, url_prefix="/phones")
Row = dict[str, Any]
#: Older than this an unsent report is a matter for somebody.
_OLD = timedelta(hours=24)
#: The list of phones.
_PHONES = ListPage(
    "phones",
    _l("Điện thoại của cán bộ"),
    "phones/list.html",
    columns=(
        Column("full_name", _l("Người dùng")),
        Column("pending", _l("Chưa gửi"), "number"),
        Column("oldest", _l("Cũ nhất ghi lúc")),
        Column("told", _l("Máy báo lúc")),
        Column("device", _l("Máy")),
    ),
    most=0,
)


@blueprint.get("/")
@opens("phones")
def index() -> Any:
    """The phones of the area, those with the oldest unsent report first."""
    rows = [_in_words(row) for row in outboxes.list_phones(store(), who(), today())]
    may_import = who().role == "office"
    return _PHONES.answer(rows, lambda: {"may_import": may_import, "outcomes": ()})


def _in_words(row: Row) -> Row:
    oldest = from_stamp(row["oldest_at"]) if row["pending"] and row["oldest_at"] else None
    return row | {
        "device": device_words(row["device"]),
        "oldest": oldest.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if oldest else "",
        "told": from_stamp(row["told_at"]).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y"),
        "is_old": oldest is not None and now() - oldest > _OLD,
    }


@blueprint.post("/file")
@opens("import")
def take_file() -> Any:
    """Record the reports of a phone's file under the name of whoever made them."""
    upload = request.files.get("file")
    if not upload or not upload.filename:
        flash(_("Hãy chọn tệp do điện thoại xuất ra."), "error")
        return redirect(url_for(".index"), 303)
    found = read_outbox(upload.read(), store().digest_key, upload.filename)
    author = find_author(store(), found.user, found.session)
    if author is None:
        words = _("Người ghi tệp này không còn tài khoản đang mở, hoặc tệp không đúng mẫu.")
        raise Refused([Fault(words, value=upload.filename)])
    keep_photos(store(), desk().settings.evidence, found.photos, author, now())
    judged = record_outbox(store(), found.reports, author, who(), upload.filename, now())
    outcomes = [_line(*one) for one in judged]
    return render_template("phones/file.html", outcomes=outcomes, file=upload.filename)


def _line(change: Change, outcome: Outcome) -> Row:
    words = {"accepted": _("Đã ghi"), "held": _("Chờ người quyết định")}
    return {
        "what": change.fact,
        "on": change.happened_on,
        "seq": outcome.seq,
        "standing": words.get(outcome.standing, _("Bị từ chối")),
        "group": "done" if outcome.is_accepted else "stuck",
        "why": refusal_words(change, outcome),
    }
