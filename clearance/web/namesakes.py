"""One code, several projects: a hub asks which of them is meant instead of guessing."""

from collections.abc import Callable
from typing import Any

from flask import abort, jsonify, make_response, render_template

from clearance.i18n import gettext as _
from clearance.store import sources
from clearance.web.desk import store
from clearance.web.errors import wants_json

Row = dict[str, Any]


def ask_if_several(
    code: str, namesakes: Callable[[], list[Row]], url: Callable[[str], str]
) -> None:
    """Answer 300 with a choice by project when the code names more than one thing.

    Only a hub looks: in an office's own project a code is unique.
    """
    rows = namesakes() if sources.uids(store()) else []
    if len(rows) < 2:
        return
    told = [{"uid": r["uid"], "url": url(r["uid"]), **sources.name_of(store(), r["project_uid"])}
            for r in rows]  # fmt: skip
    if wants_json():
        abort(make_response(jsonify({"code": "several", "rows": told}), 300))
    title = _("Mã %(code)s có ở nhiều dự án", code=code)
    abort(make_response(render_template("hub/which.html", title=title, rows=told), 300))
