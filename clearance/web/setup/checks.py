"""What the project has and still lacks, in the order of setting it up."""

import re
from typing import Any

from flask import Blueprint
from markupsafe import Markup, escape

from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.reports.setup.report import Server, setup_rows
from clearance.rules.setup.checks import Judged
from clearance.web.frame.access import opens
from clearance.web.frame.context import desk, now, store, who
from clearance.web.frame.lists import Column, ListPage

blueprint = Blueprint("setup", __name__, url_prefix="/setup")
Row = dict[str, Any]
_CHECKS = ListPage(
    "setup",
    _l("Thiết lập dự án"),
    "setup/show.html",
    (
        Column("part", _l("Phần"), only="file"),
        Column("code", _l("Mã"), only="file"),
        Column("what", _l("Mục")),
        Column("state", _l("Tình trạng")),
        Column("figure", _l("Số liệu")),
        Column("why", _l("Còn thiếu gì")),
        Column("page", _l("Làm gì"), only="page"),
        Column("command", _l("Lệnh ở máy chủ"), only="file"),
    ),
    most=0,
)


@blueprint.get("/")
@opens("setup")
def index() -> Any:
    """Every check with its state, its figure, what is missing and what mends it."""
    own = desk().settings
    server = Server(own.data, own.backups, own.reserve_mb, own.certificate, own.secure)
    rows = [_in_words(row) for row in setup_rows(store(), server, now())]
    return _CHECKS.answer(rows, lambda: _counted(rows))


def _counted(rows: list[Row]) -> Row:
    """The rows by part, and how many are in which state."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row["part"], []).append(row)
    left = [row for row in rows if row["kind"] != "has"]
    needed = [row for row in rows if row["is_needed"]]
    mine = [row for row in (*needed, *left) if row["page"]]
    counted = {"left": left, "count": len(rows), "needed": needed}
    return counted | {"parts": parts, "next": mine[0] if mine else None}


def _with_code(text: str) -> Markup:
    """The words with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def _in_words(row: Judged) -> Row:
    check, finding = row.check, row.finding
    why = " ".join(label(line) for line in finding.lines)
    may = who().role in check.roles
    return {
        "code": check.code,
        "part": label(row.part),
        "what": label(check),
        "kind": finding.state,
        "group": row.state.group,
        "state": label(row.state),
        "figure": finding.figure,
        "why": why,
        "shown": _with_code(why),
        "page": row.page if may else "",
        "act": label(check.act) if check.act else "",
        "listed": check.listed if may else "",
        "command": row.command,
        "is_needed": check.is_needed and finding.state == "missing",
        "is_admins": bool(row.page) and not may,
    }
