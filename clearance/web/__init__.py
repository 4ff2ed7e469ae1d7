"""Entrances over HTTP: one blueprint a subject."""

from importlib import import_module

from flask import Flask

#: Every blueprint of the application by wing; each module holds one named `blueprint`.
WINGS = {
    "accounts": ("account", "areas", "auth", "people", "sign_in_links"),
    "cases": ("graves", "home", "households", "parcels", "search", "structures", "utilities"),
    "corridor": (
        "attribution",
        "availability",
        "certificates",
        "corridor",
        "progress_charts",
        "projector",
        "public",
        "road_parts",
        "survey_counting",
        "surveys",
        "unlock",
    ),
    "data": ("feed", "hub", "imports"),
    "dialogue": ("notes", "requests"),
    "frame": ("basemap", "bundles", "health"),
    "handover": ("calendar_feed", "milestones", "minutes", "offerings", "segments"),
    "law": ("pages", "project_start"),
    "map": ("filter_ids", "page", "player", "print", "strips", "tiles"),
    "monitoring": ("metrics",),
    "operations": ("pages",),
    "phones": ("offline", "outboxes", "photo_chunks", "sync"),
    "recording": ("uploads",),
    "register": ("found", "retired_list", "things"),
    "setup": ("checks", "project"),
    "responsibility": ("absences", "assigning", "communes", "late", "results"),
}


def init_app(app: Flask) -> None:
    """Register every blueprint, then the guards that stand before all of them."""
    from clearance.web.accounts import auth
    from clearance.web.frame import access, errors, known_as_of, layout, request_size
    from clearance.web.monitoring import request_log, request_metrics

    request_log.init_app(app)  # first: it counts the time of all others
    request_metrics.init_app(app)
    request_size.init_app(app)  # before the forms are read
    auth.init_auth(app)
    for wing, modules in WINGS.items():
        for name in modules:
            app.register_blueprint(import_module(f"clearance.web.{wing}.{name}").blueprint)
    access.init_app(app)
    known_as_of.init_app(app)
    errors.init_app(app)
    layout.init_app(app)
