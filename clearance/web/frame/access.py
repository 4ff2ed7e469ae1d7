"""Who may open which page: every view is marked, an unmarked one stays shut."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from flask import Flask, abort, current_app, g, request
from flask_login import current_user

from clearance.i18n import gettext as _
from clearance.rules.records.permissions import may_open

View = TypeVar("View", bound=Callable[..., Any])
#: Pages open to people who have not signed in.
OPEN = "open"


def opens(group: str) -> Callable[[View], View]:
    """Mark a view with the page group of rules/records/permissions.py it belongs to, or OPEN."""

    def mark(view: View) -> View:
        view.page_group = group  # type: ignore[attr-defined]
        return view

    return mark


def group_of(endpoint: str) -> str | None:
    """The page group of an endpoint, None when nobody marked it."""
    if endpoint == "static":
        return OPEN
    return getattr(current_app.view_functions.get(endpoint), "page_group", None)


def _guard() -> None:
    if request.endpoint is None:
        return
    group = group_of(request.endpoint)
    if group == OPEN:
        return
    if not current_user.is_authenticated:
        abort(401)
    if group is None or not may_open(current_user.who.role, group):
        abort(403)
    g.page_group = group
    _refuse_in_the_name_of_another()


def _refuse_in_the_name_of_another() -> None:
    """A phone says whose report it sends: somebody may have signed in since it asked."""
    name = current_user.who.name
    if unquote(request.headers.get("X-Outbox-User", name)) != name:
        abort(409, _("Mục này do người khác ghi; người đó đăng nhập thì mới gửi."))


def _refuse_unwritable() -> None:
    """A NUL character is in no word anybody types, and no database takes it everywhere."""
    given = (request.path, *request.values.keys(), *request.values.values())
    if any("\0" in text for text in given):
        abort(400)


def init_app(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(_guard)
    app.before_request(_refuse_unwritable)
