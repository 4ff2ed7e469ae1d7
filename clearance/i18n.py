"""Language: Vietnamese source text, catalogues for the others; dates and numbers in both."""

from typing import Any

from flask import Flask, g, request, session
from flask_babel import Babel, get_locale, gettext, lazy_gettext, ngettext

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))

__all__ = ["LANGUAGES", "gettext", "init_app", "label", "lazy_gettext", "locale_code", "ngettext"]


def init_app(app: Flask) -> None:
    """Choose the language by ?lang=, then the session, Vietnamese at first."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=_chosen)
    app.jinja_env.filters["label"] = label


def _chosen() -> str:
    codes = [code for code, _ in LANGUAGES]
    asked = request.args.get("lang")
    if asked in codes:
        session["lang"] = asked
    return g.get("lang") or session.get("lang") or "vi"


def locale_code() -> str:
    """The language in use, `vi` or `en`."""
    return str(get_locale() or "vi")[:2]


def label(row: Any) -> str:
    """The words of a table row (step, obstacle kind, refusal) in the language in use."""
    return str(row.en if locale_code() == "en" else row.vi)
