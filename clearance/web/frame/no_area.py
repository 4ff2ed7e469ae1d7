"""An account that was given no area yet sees nothing: every page says so, and whom to ask."""

from clearance.i18n import gettext as _
from clearance.store.engine import scope
from clearance.store.people import accounts
from clearance.web.frame.context import store, today, who


def told() -> str:
    """That this account has no area today and who gives one; '' when it has."""
    if scope.has_area(store(), who(), today()):
        return ""
    admins = [
        f"{row['full_name']} ({row['name']})" if row["full_name"] else row["name"]
        for row in accounts.list_people(store())
        if row["role"] == "admin" and row["is_active"]
    ]
    return _(
        "Tài khoản này chưa được giao phạm vi nên chưa thấy hồ sơ nào. Hãy nhờ quản trị giao"
        " phạm vi: %(who)s.",
        who=", ".join(admins),
    )
