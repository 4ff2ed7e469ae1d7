"""Pages with several forms: each key of the address is one form and the fact it records."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort

from clearance.rules.records.permissions import may_record
from clearance.web.frame.context import as_of, today, who
from clearance.web.recording.report_form import Report

#: Form class, fact, and what else the page keeps of a key.
Keys = Mapping[str, tuple[type[Report], str, Any]]
Sent = Mapping[str, Report]


def require(subject: str, fact: str) -> None:
    """403 for a role that may not record that fact."""
    if not may_record(who().role, subject, fact):
        abort(403)


def sent_form(subject: str, keys: Keys, key: str) -> tuple[Report, str]:
    """The form that was sent under a key, with its fact; 404 without such a key."""
    kind, fact, _more = keys.get(key) or abort(404)
    require(subject, fact)
    return kind(prefix=key), fact


def forms_on(
    subject: str, keys: Keys, sent: Sent, is_open: Callable[[str], bool], **start: Any
) -> dict[str, Report]:
    """The forms of the keys this role may use now, that sent as it was; none on an earlier day."""
    if as_of() != today():
        return {}
    return {
        key: sent.get(key) or kind.fresh(key, **start)
        for key, (kind, fact, _more) in keys.items()
        if may_record(who().role, subject, fact) and is_open(key)
    }
