"""Whose things are seen: one short text for the person, the day and the units."""

import hashlib

from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.engine import scope
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.web.frame.context import store, today, who


def area() -> str:
    """The person and the units seen on this day, as a short text: never shared by two people."""
    return _area(store(), who(), today())


@cached(NEXT_CHANGE)
def _area(own: Store, me: Who, day: str) -> str:
    units = [] if me.sees_all_units else [u["uid"] for u in scope.list_units(own, me, day)]
    return hashlib.sha256("|".join([me.uid, me.role, day, *units]).encode()).hexdigest()[:16]
