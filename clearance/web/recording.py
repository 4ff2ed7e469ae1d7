"""The recording pages every kind of case has, added to its blueprint."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from flask import Blueprint

from clearance.web import obstacles, steps
from clearance.web.access import opens

_PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "step": ("/steps/<step>", steps.take),
    "withdraw": ("/steps/<step>/withdraw", steps.withdraw),
    "obstacle": ("/obstacles", obstacles.open_one),
    "close": ("/obstacles/<uid>/close", obstacles.close),
    "visit": ("/notes", obstacles.visit),
}


def offer(blueprint: Blueprint, subject: str, group: str) -> None:
    """Add the pages on which a subject's steps, obstacles and visits are recorded."""
    for name, (tail, view) in _PAGES.items():
        marked = opens(group)(update_wrapper(partial(view, subject), view))
        blueprint.add_url_rule(f"/<code>{tail}", name, marked, methods=["GET", "POST"])
