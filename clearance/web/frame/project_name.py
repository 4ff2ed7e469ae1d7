"""The project's own name, as pages, prints and files bear it."""

from clearance.rules.setup.project_checks import UNNAMED
from clearance.store.journal import meta
from clearance.web.frame.context import store


def project_name() -> str:
    """The name of the project this office runs; "" while it has none of its own."""
    row = meta.find_project(store())
    name = str(row["name"]).strip() if row else ""
    return "" if name in UNNAMED else name
