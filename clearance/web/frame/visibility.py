"""Whose things are seen: one short text for the person, the day and the units."""

import hashlib

from clearance.reports.cache import until_next_change
from clearance.store.engine import scope
from clearance.web.frame.context import store, today, who


def area() -> str:
    """The person and the units seen on this day, as a short text: never shared by two people."""
    me, day = who(), today()

    def make() -> str:
        units = [] if me.sees_all_units else [u["uid"] for u in scope.list_units(store(), me, day)]
        return hashlib.sha256("|".join([me.uid, me.role, day, *units]).encode()).hexdigest()[:16]

    return until_next_change(store(), ("area", me.uid, me.role, day), make)
