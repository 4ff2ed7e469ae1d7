"""Metres by state, before and after an operation: clear, blocked, unknown over the full width."""

from clearance.reports.corridor.ground import fresh_day
from clearance.rules.operations.plan import Total
from clearance.store import Store
from clearance.store.cases import state

STATES = ("clear", "blocked", "unknown")
Metres = dict[str, int]


def metres_of(store: Store, alignment_uid: str, on: str) -> Metres:
    """Whole metres of an alignment in each state on a day; nothing is cached."""
    road = state.find_row(store, "alignment", alignment_uid) or {}
    runs = fresh_day(store, road, on).full
    return {name: sum(r.to_m - r.from_m for r in runs if r.state == name) for name in STATES}


def totals_of(before: Metres, after: Metres) -> list[Total]:
    """One total a state."""
    return [Total(f"{name}_m", "m", before[name], after[name], is_kept=False) for name in STATES]
