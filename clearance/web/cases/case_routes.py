"""The recording pages every kind of case has, added to its blueprint."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from flask import Blueprint

from clearance.rules.records.subjects import CONTACTS, SUBJECTS
from clearance.web.cases import contact_pages, obstacle_pages, scope_page, step_pages
from clearance.web.frame.access import opens

_PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "step": ("/steps/<step>", step_pages.take),
    "withdraw": ("/steps/<step>/withdraw", step_pages.withdraw),
    "obstacle": ("/obstacles", obstacle_pages.open_one),
    "close": ("/obstacles/<uid>/close", obstacle_pages.close),
    "visit": ("/notes", obstacle_pages.visit),
}
#: Pages that only what belongs to a scope of works has.
_OF_WORKS: dict[str, tuple[str, Callable[..., Any]]] = {"scope": ("/scope", scope_page.edit)}
#: Pages that only what has a family has.
_OF_PEOPLE: dict[str, tuple[str, Callable[..., Any]]] = {
    "contact": ("/contact", contact_pages.correct),
}


def offer(blueprint: Blueprint, subject: str, group: str) -> None:
    """Add the pages on which a subject's steps, obstacles, visits and contacts are recorded."""
    pages = _PAGES | (_OF_PEOPLE if subject in CONTACTS else {})
    pages |= _OF_WORKS if SUBJECTS[subject].field("scope") else {}
    for name, (tail, view) in pages.items():
        marked = opens(group)(update_wrapper(partial(view, subject), view))
        blueprint.add_url_rule(f"/<code>{tail}", name, marked, methods=["GET", "POST"])
