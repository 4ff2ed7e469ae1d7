"""Which phones still hold reports, how many and since when; and reports that come as a file."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from clearance.exchange.outbox_file import Outbox, read_outbox
from clearance.i18n import gettext as _
from clearance.record import record
from clearance.rules.changes import Change, Outcome, new_uid
from clearance.rules.days import VIETNAM, from_stamp
from clearance.rules.faults import Fault, Refused
from clearance.store import people, phones
from clearance.store.meta import project_uid
from clearance.web import evidence
from clearance.web.access import opens
from clearance.web.desk import now, report, store, today, who
from clearance.web.listing import Column, answer
from clearance.web.sending import told
from clearance.web.sync import as_change, is_change

blueprint = Blueprint("phones", __name__, url_prefix="/phones")
Row = dict[str, Any]
#: Older than this an unsent report is a matter for somebody.
_OLD = timedelta(hours=24)


@blueprint.get("/")
@opens("phones")
def index() -> Any:
    """The phones of the area, those with the oldest unsent report first."""
    columns: list[Column] = [
        ("full_name", _("Người dùng"), "text"), ("pending", _("Chưa gửi"), "number"),
        ("oldest", _("Cũ nhất ghi lúc"), "text"), ("told", _("Máy báo lúc"), "text"),
        ("device", _("Máy"), "text"),
    ]  # fmt: skip
    rows = [_told(row) for row in phones.list_phones(store(), who(), today())]
    return answer(columns, rows, "phones", "phones/list.html", title=_("Điện thoại"),
                  may_import=who().role == "office", outcomes=())  # fmt: skip


def _told(row: Row) -> Row:
    oldest = from_stamp(row["oldest_at"]) if row["pending"] and row["oldest_at"] else None
    return row | {
        "oldest": oldest.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if oldest else "",
        "told": from_stamp(row["told_at"]).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y"),
        "is_old": oldest is not None and now() - oldest > _OLD,
    }  # fmt: skip


@blueprint.post("/file")
@opens("import")
def take_file() -> Any:
    """Record the reports of a phone's file under the name of whoever made them."""
    upload = request.files.get("file")
    if not upload or not upload.filename:
        flash(_("Hãy chọn tệp do điện thoại xuất ra."), "error")
        return redirect(url_for(".index"), 303)
    found = read_outbox(upload.read(), store().digest_key, upload.filename)
    outcomes = _record(found, upload.filename)
    return render_template("phones/file.html", outcomes=outcomes, file=upload.filename)


def _record(found: Outbox, name: str) -> list[Row]:
    """Judge each report as if its author had sent it; the import itself is the office's."""
    author = phones.find_sender(store(), found.session)
    if author is None or author["name"] != found.user or not all(map(is_change, found.reports)):
        words = _("Người ghi tệp này không còn tài khoản đang mở, hoặc tệp không đúng mẫu.")
        raise Refused([Fault(words, value=name)])
    for sha256, photo in found.photos.items():
        evidence.take(sha256, photo)
    of, project = people.as_who(author), project_uid(store())
    changes = [as_change(item, project) for item in found.reports]
    outcomes = [(change, record(store(), change, of, now())) for change in changes]
    patch = {"target": "outbox", "file_name": f"{name} ({found.user})", "rows": len(changes)}
    report(Change("import_run", new_uid(), "recorded", patch))
    return [_line(change, outcome) for change, outcome in outcomes]


def _line(change: Change, outcome: Outcome) -> Row:
    words = {"accepted": _("Đã ghi"), "held": _("Chờ người quyết định")}
    return {"what": change.fact, "on": change.happened_on, "seq": outcome.seq,
            "standing": words.get(outcome.standing, _("Bị từ chối")),
            "group": "done" if outcome.is_accepted else "stuck",
            "why": told(change, outcome)}  # fmt: skip
