"""The project's own name, as pages, prints and files bear it."""

from collections.abc import Mapping
from typing import Any

from flask import g

from clearance.rules.setup.project_checks import UNNAMED
from clearance.store import Unreachable
from clearance.store.journal import meta
from clearance.web.frame.context import store


def show_project_of(row: Mapping[str, Any]) -> None:
    """Let this page bear the name of the project a road or a case belongs to: a hub has many."""
    g.shown_project = row.get("project_uid") or ""


def project_name() -> str:
    """The name of the project shown, else of the office's own; "" while it has none."""
    try:
        row = meta.find_project(store(), g.get("shown_project", ""))
    except Unreachable:  # the page that says so bears no name
        return ""
    name = str(row["name"]).strip() if row else ""
    return "" if name in UNNAMED else name
