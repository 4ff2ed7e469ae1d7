"""What every page carries: security headers, the frame's names, the language."""

import secrets
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from flask_compress import Compress
from flask_login import current_user

from clearance.i18n import LANGUAGES, locale_code
from clearance.i18n import gettext as _
from clearance.rules.basics.asked_days import wrong_day
from clearance.rules.records.permissions import may_open
from clearance.store.journal import origins
from clearance.web.frame import basemap, bundles, known_as_of, no_area, static_files
from clearance.web.frame.context import asked, desk, today
from clearance.web.frame.labels import share
from clearance.web.frame.office_labels import office_words
from clearance.web.frame.project_name import project_name

#: The menu: page group, endpoint, words. A role sees what it may open.
_MENU = (
    ("home", "home.index", lambda: _("Việc của tôi")),
    ("corridor", "corridor.index", lambda: _("Tuyến")),
    ("map", "maps.index", lambda: _("Bản đồ")),
    ("households", "households.index", lambda: _("Hộ dân")),
    ("graves", "graves.index", lambda: _("Mồ mả")),
    ("late", "late.index", lambda: _("Quá hạn")),
    ("late", "results.index", lambda: _("Kết quả")),
    ("communes", "communes.index", lambda: _("Các xã")),
    ("segments", "segments.index", lambda: _("Đoạn bàn giao")),
    ("notes", "notes.index", lambda: _("Phiếu quyết định")),
    ("requests", "requests.index", lambda: _("Đối thoại")),
    ("hub", "hub.index", lambda: _("Các dự án")),
    ("setup", "setup.index", lambda: _("Thiết lập dự án")),
    ("import", "imports.index", lambda: _("Nhập dữ liệu")),
    ("operations", "operations.index", lambda: _("Biến động")),
    ("register", "register.index", lambda: _("Lập, sửa, rút")),
    ("found", "found.index", lambda: _("Mới phát hiện")),
    ("phones", "phones.index", lambda: _("Điện thoại của cán bộ")),
    ("people", "people.index", lambda: _("Tài khoản")),
)
#: What is opened rarely stands under one word at the end, where there are at least two of them.
_RARE = (
    "results.index",
    "hub.index",
    "setup.index",
    "imports.index",
    "operations.index",
    "register.index",
    "found.index",
    "phones.index",
    "people.index",
)
#: Pages on which a project is set up: they lead back to what is still missing.
_OF_SETUP = ("imports.index", "people.index", "law.index", "surveys.index")
ROLE_WORDS = {
    "cadre": lambda: _("Cán bộ xã"),
    "leader": lambda: _("Lãnh đạo"),
    "office": lambda: _("Tổ công tác GPMB"),
    "liaison": lambda: _("Chủ đầu tư"),
    "admin": lambda: _("Quản trị"),
}
#: Groups whose pages show state as of a day.
_DATED = (*known_as_of.FOLDED, "map")
_CSP = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}';"
    " img-src 'self' data: blob:{host}; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'; worker-src 'self'; manifest-src 'self'"
)


def csp_nonce() -> str:
    """The mark by which this answer's own inline scripts are known."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


Entry = tuple[str, str, bool]


def _menu() -> tuple[list[Entry], list[Entry]]:
    """What the role may open, as address, words, whether it is open now; then what is rare."""
    role, is_hub = current_user.who.role, bool(origins.uids(desk().store))
    here = (request.endpoint or "").split(".")[0]
    found = {
        endpoint: (url_for(endpoint), words(), endpoint.split(".")[0] == here)
        for group, endpoint, words in _MENU
        if may_open(role, group)
        and endpoint in current_app.view_functions
        and (is_hub or group != "hub")
    }
    rare = [name for name in found if name in _RARE]
    apart = rare if len(rare) > 1 else []
    return [found[n] for n in found if n not in apart], [found[n] for n in apart]


def _is_part_of_setup() -> bool:
    """Whether somebody who sets the project up came to one of its pages."""
    return may_open(current_user.who.role, "setup") and request.endpoint in _OF_SETUP


def _shown_day() -> str:
    """The day in the address if it is one; the view itself refuses one that is not."""
    day = asked("as_of")
    return today() if wrong_day(day, today()) else day


def _frame() -> dict[str, Any]:
    """Names that layout.html uses."""
    settings, is_known = desk().settings, current_user.is_authenticated
    nav, nav_rare = _menu() if is_known else ([], [])
    return {
        "locale": locale_code(),
        "languages": LANGUAGES,
        "office_name": _(settings.office) if settings.office else "",
        "has_own_office": bool(office_words()),
        "project_name": project_name(),
        "is_demo": desk().is_demo,
        "home_url": url_for("home.index"),
        "user": current_user if is_known else None,
        "nav": nav,
        "nav_rare": nav_rare,
        "sign_out_url": url_for("auth.logout"),
        "to_setup": is_known and _is_part_of_setup(),
        "may_read_law": is_known and may_open(current_user.who.role, "law"),
        "q": asked("q"),
        "version": current_app.config["VERSION"],
        "today": today(),
        "as_of": _shown_day(),
        "no_area": no_area.told() if is_known else "",
        "known_as": known_as_of.bar(),
        "is_uncounted": known_as_of.is_uncounted(),
        "show_as_of": is_known and g.get("page_group") in _DATED and request.method == "GET",
    }


def _picture_host() -> str:
    """The one other host a map may show pictures of, if the administrator named it."""
    host = basemap.host() if g.get("page_group") == "map" else ""
    return f" {host}" if host else ""


def _headers(response: Response) -> Response:
    if static_files.is_marked():
        return static_files.head(response)
    response.headers.setdefault(
        "Content-Security-Policy", _CSP.format(nonce=csp_nonce(), host=_picture_host())
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(self)"
    response.headers.setdefault("Cache-Control", "no-store")
    if desk().settings.secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def init_app(app: Flask) -> None:
    """Frame every page and head every answer."""
    Compress(app)
    app.context_processor(_frame)
    app.after_request(_headers)
    app.jinja_env.globals.update(csp_nonce=csp_nonce, joined=bundles.address, share=share)
    static_files.init_app(app)
