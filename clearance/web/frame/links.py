"""Links to a case and to the lists behind a number."""

from typing import Any

from flask import current_app, url_for

from clearance.rules.records.permissions import may_open, sees
from clearance.web.frame.context import asked, who

Row = dict[str, Any]

#: Where the code of a thing leads: page group and view; all others lead to their household.
_PAGES = {"parcel": ("parcels", "parcels.show"), "grave": ("graves", "graves.show")}

_HOUSEHOLD = ("households", "households.show")


def may_see_cases() -> bool:
    """Whether whoever is here may see codes and names behind the metres."""
    role = who().role
    return may_open(role, "parcels") and sees(role, "full_name") != "never"


def case_url(row: Row) -> str:
    """The page of what a row of store.corridor.list_holding is about, "" when it may not open."""
    if row["subject"] in _PAGES:
        return list_url(*_PAGES[row["subject"]], code=row["code"])
    return list_url(*_HOUSEHOLD, code=row["household"]) if row["household"] else ""


def list_url(group: str, endpoint: str, **args: Any) -> str:
    """The page behind a number or a code on the day shown, '' for a role that may not open it."""
    if endpoint not in current_app.view_functions or not may_open(who().role, group):
        return ""
    return url_for(endpoint, as_of=asked("as_of") or None, **args)
