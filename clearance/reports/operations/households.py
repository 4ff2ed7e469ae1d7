"""Plans of making two households one, or one two: what belongs to them, read from the store."""

from collections.abc import Mapping

from clearance.rules.operations.households import Household, Second, divide, merge
from clearance.rules.operations.plan import Plan
from clearance.rules.records.subjects import SUBJECTS
from clearance.store import Store
from clearance.store.cases import households, obstacles, state, steps
from clearance.store.engine.connection import Row

#: What belongs to a household, by the field that names it.
_OWNED = tuple(name for name, row in SUBJECTS.items() if row.field("household_uid"))


def plan_merge(store: Store, plan: Plan, kept: str, gone: str, answers: Mapping[str, str]) -> Plan:
    """Fill the plan that makes two households one."""
    return merge(_household(store, kept), _household(store, gone), plan, answers)


def plan_divide(
    store: Store, plan: Plan, uid: str, second: Second, answers: Mapping[str, str]
) -> Plan:
    """Fill the plan that makes a second household out of one."""
    return divide(_household(store, uid), second, plan, answers)


def _household(store: Store, uid: str) -> Household:
    return Household(
        state.find_row(store, "household", uid) or {},
        steps.dates(store, uid),
        [_thing(name, row) for name in _OWNED for row in households.list_owned(store, name, uid)],
        [
            one | {"subject": "obstacle", "code": f"{one['kind']} {one['opened_on']}"}
            for one in obstacles.list_obstacles(store, uid)
            if not one["closed_on"]
        ],
    )


def _thing(subject: str, row: Row) -> Row:
    """A thing as the rules take it; a member of the household has no code."""
    return {
        "subject": subject,
        "uid": row["uid"],
        "code": row.get("code") or "",
        "area_recovered_m2": row.get("area_recovered_m2"),
    }
