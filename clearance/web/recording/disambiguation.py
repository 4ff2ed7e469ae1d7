"""One code, several projects: a hub asks which of them is meant instead of guessing."""

from collections.abc import Callable
from typing import Any

from flask import abort, jsonify, make_response, render_template

from clearance.i18n import gettext as _
from clearance.store.journal import origins
from clearance.web.frame.context import store
from clearance.web.frame.errors import wants_json

Row = dict[str, Any]


def ask_if_several(
    code: str, namesakes: Callable[[], list[Row]], url: Callable[[str], str]
) -> None:
    """Answer 300 with a choice by project when the code names more than one thing.

    Only a hub looks: in an office's own project a code is unique.
    """
    rows = namesakes() if origins.uids(store()) else []
    if len(rows) < 2:
        return
    found = [
        {"uid": r["uid"], "url": url(r["uid"]), **origins.name_of(store(), r["project_uid"])}
        for r in rows
    ]
    if wants_json():
        abort(make_response(jsonify({"code": "several", "rows": found}), 300))
    title = _("Mã %(code)s có ở nhiều dự án", code=code)
    abort(make_response(render_template("data/hub/which.html", title=title, rows=found), 300))
