"""What a form tells the phone's outbox: the change its fields make, written down for a script."""

from typing import Any

from clearance.web.frame.context import who
from clearance.web.recording.submit import Row, address

#: Roles whose forms go through the outbox; others send theirs at once.
FIELD_ROLES = ("cadre",)


def queued(
    subject: str, row: Row, fact: str, what: str, *, about_case: bool = True, **more: Any
) -> dict[str, Any] | None:
    """The frame of the change; `more` adds patch, bring (names of fields), about, undo, why.

    With `about_case` off the thing reported is new, and its identifier is made at the tap.
    """
    if who().role not in FIELD_ROLES:
        return None
    return {
        "subject": subject,
        "subject_uid": row["uid"] if about_case else None,
        "fact": fact,
        "case": row["uid"],
        "code": row["code"],
        "what": what,
        "patch": {},
        "bring": [],
        "back": address(row.get("case_subject", subject), "show", row["code"]),
        **more,
    }
