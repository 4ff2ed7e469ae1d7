"""Land-clearance and resettlement field operations: create_app() puts the house together."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from clearance import cli, i18n, web
from clearance.settings import Desk, Settings, read_settings
from clearance.store import Store, open_store
from clearance.store.journal import meta, shelves
from clearance.store.keeping.key_files import secret
from clearance.store.upgrade.repairs import STALE_CLOCKS, STALE_STATES

#: The one place of the version: shown in the footer, /health and /feed, read by pyproject.toml and
#: the Makefile; docs/CHANGELOG.md has an entry for it.
__version__ = "0.2.0"

_COMPRESSED = (
    "text/html",
    "text/css",
    "text/javascript",
    "image/svg+xml",
    "application/json",
    "application/geo+json",
    "text/csv",
    "text/calendar",
    "application/vnd.mapbox-vector-tile",
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    clock: Callable[[], datetime] = _utc_now,
    has_pages: bool = True,
) -> Flask:
    """The application: settings checked, data folder made, database migrated, entrances open.

    Without pages it is there for the terminal only, and starts in half the time.
    """
    settings = settings or read_settings()
    app = Flask(__name__, template_folder="../templates", static_folder="../static")
    open_folder(app, settings, clock)
    _trust_proxies(app, settings)
    i18n.init_app(app)
    if has_pages:
        web.init_app(app)
    cli.init_app(app)
    return app


def open_folder(app: Flask, settings: Settings, clock: Callable[[], datetime]) -> None:
    """Give the application its data folder, migrated, and its clock."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.secret_key = secret(settings.data, "session.key")
    store = open_store(settings.database, secret(settings.data, "digest.key"))
    shelves.limit(store, settings.cache_mb * 2**20)
    _settle(store)
    is_demo = meta.read(store, "demo") == "1"
    app.extensions["clearance"] = Desk(store, settings, clock, is_demo)
    _configure(app, settings)


def _settle(store: Store) -> None:
    """Clocks and states that an earlier version left out are made before anybody reads them."""
    if meta.read(store, STALE_CLOCKS) or meta.read(store, STALE_STATES):
        from clearance.record.replay import settle  # brings shapes along: only where it has work

        settle(store)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        VERSION=__version__,
        MAX_CONTENT_LENGTH=settings.upload_mb * 2**20,
        MAX_DRAWING_LENGTH=settings.drawing_mb * 2**20,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_NAME="__Host-s" if settings.secure else "s",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # ends with its row; a steady cookie keeps caches valid
        PERMANENT_SESSION_LIFETIME=settings.session_days * 86400,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_MIMETYPES=_COMPRESSED,
    )


def _trust_proxies(app: Flask, settings: Settings) -> None:
    if settings.proxies:
        from werkzeug.middleware.proxy_fix import ProxyFix

        # Addresses pile up, one a proxy; scheme and host are handed on by the nearest.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_host=1)  # type: ignore[method-assign]
