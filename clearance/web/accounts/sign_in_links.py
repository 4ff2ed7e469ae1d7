"""One-time links of many accounts at once: each opens a page where its owner chooses a password."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, url_for

from clearance.rules.basics.days import stamp
from clearance.store.people import accounts, secrets
from clearance.web.frame.access import opens
from clearance.web.frame.context import now, store
from clearance.web.frame.layout import ROLE_WORDS

blueprint = Blueprint("sign_in_links", __name__, url_prefix="/setup/links")
Row = dict[str, Any]


def make_link(person_uid: str) -> str:
    """The address of a new link of 24 hours for an account; an earlier one ends."""
    token, until = secrets.new_token(), stamp(now() + timedelta(days=1))
    accounts.write_login(store(), person_uid, link_hash=secrets.token_hash(token), link_until=until)
    return url_for("auth.welcome", token=token, _external=True)


@blueprint.post("")
@opens("people")
def make() -> Any:
    """A link for each active account that has no password yet; shown once, to be printed."""
    rows = [row | {"link": make_link(row["uid"])} for row in accounts.list_unopened(store())]
    return render_template("accounts/people/links.html", rows=rows, roles=ROLE_WORDS)
