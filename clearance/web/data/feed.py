"""This office's whole journal, page by page, for a hub with a token."""

import re
from typing import Any

from flask import Blueprint, abort, current_app, jsonify
from flask_login import current_user

from clearance.i18n import gettext as _
from clearance.rules.records.hub_page import MOST
from clearance.store.journal import feed
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store

blueprint = Blueprint("feed", __name__)


@blueprint.get("/feed")
@opens("feed")
def show() -> Any:
    """Journal rows after a number, in order, as they are; programs of an administrator only."""
    if not current_user.is_program:  # people see pages; sums of money are in here
        abort(400, _("Cần mã truy cập của chương trình: flask token TÊN --feed."))
    after, most = _number("after", "0"), min(max(_number("most", str(MOST)), 1), MOST)
    with store().atomic(reads_only=True):
        head = feed.head_of(store())
        rows = feed.list_whole(store(), after, most)
    return jsonify({**head, "rows": rows, "version": current_app.config["VERSION"]})


def _number(name: str, default: str) -> int:
    text = asked(name, default)
    if not re.fullmatch(r"[0-9]{1,15}", text):
        abort(400, _("%(name)s: cần một số nguyên.", name=name))
    return int(text)
