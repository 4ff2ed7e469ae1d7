"""A device knows again which accounts were signed in on it: a cookie `device.mark.mark…`.

A mark is keyed by this installation, over the device, the account and its password of today: it is
made by nobody else, good on no other device, and a new password makes every device a stranger.
"""

from typing import Any

from flask import after_this_request, request

from clearance.rules.basics.changes import new_uid
from clearance.store.people import accounts, secrets
from clearance.web.frame.context import desk, store

_YEAR, _MOST = 365 * 86400, 8


def known_device(person_uid: str) -> str:
    """The device's own name when that account was signed in on it, or ''."""
    device, marks = _cookie()
    return device if _mark(device, person_uid) in marks else ""


def remember_device(person_uid: str) -> None:
    """Let this answer tell the device that the account was signed in on it."""
    device, marks = _cookie()
    device = device or new_uid()
    mark = _mark(device, person_uid)
    value = ".".join([device, mark, *(m for m in marks if m != mark)][: _MOST + 1])

    @after_this_request
    def tell(answer: Any) -> Any:
        answer.set_cookie(
            _name(),
            value,
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=desk().settings.secure,
        )
        return answer


def _mark(device: str, person_uid: str) -> str:
    login = accounts.find_login(store(), person_uid) or {}
    return secrets.keyed(store().digest_key, f"{device} {person_uid} {login.get('password_hash')}")


def _cookie() -> tuple[str, list[str]]:
    """The device's own name, '' when it has none yet, and its marks."""
    device, *marks = request.cookies.get(_name(), "")[:500].split(".")
    return device, marks


def _name() -> str:
    return "__Host-d" if desk().settings.secure else "d"
