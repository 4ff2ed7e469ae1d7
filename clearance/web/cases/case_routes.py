"""The recording pages every kind of case has, added to its blueprint."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from flask import Blueprint

from clearance.web.cases import obstacle_pages, step_pages
from clearance.web.frame.access import opens

_PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "step": ("/steps/<step>", step_pages.take),
    "withdraw": ("/steps/<step>/withdraw", step_pages.withdraw),
    "obstacle": ("/obstacles", obstacle_pages.open_one),
    "close": ("/obstacles/<uid>/close", obstacle_pages.close),
    "visit": ("/notes", obstacle_pages.visit),
}


def offer(blueprint: Blueprint, subject: str, group: str) -> None:
    """Add the pages on which a subject's steps, obstacles and visits are recorded."""
    for name, (tail, view) in _PAGES.items():
        marked = opens(group)(update_wrapper(partial(view, subject), view))
        blueprint.add_url_rule(f"/<code>{tail}", name, marked, methods=["GET", "POST"])
