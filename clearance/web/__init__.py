"""Entrances over HTTP: one blueprint a subject."""

from importlib import import_module

from flask import Flask

#: Every blueprint of the application; each module holds one named `blueprint`.
MODULES = (
    "absences", "account", "assigning", "auth", "availability", "backdrop", "begun", "calendar",
    "clearing", "communes", "corridor", "evidence", "feed", "graves", "health", "home",
    "households", "hub", "imports", "joined", "late", "law", "maps", "matching", "milestones",
    "minutes", "moves", "notes", "offerings", "offline", "packages", "parcels", "parts", "people",
    "phones", "photos", "present", "progress", "public", "requests", "results", "search",
    "segments", "sheet", "strips", "structures", "sync", "tiles", "unlock", "utilities",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register every blueprint, then the guards that stand before all of them."""
    from clearance.web import access, auth, errors, page

    auth.init_auth(app)
    for name in MODULES:
        app.register_blueprint(import_module(f"clearance.web.{name}").blueprint)
    access.init_app(app)
    errors.init_app(app)
    page.init_app(app)
