"""Late in SQL is late by the rule, for each case and day."""

from clearance.rules.procedure.derived_state import days_late
from clearance.rules.records.lateness import late_from
from clearance.store import Store
from clearance.store.cases import deadlines, lateness, lists
from clearance.store.cases.as_of import derived_on, late_from_on
from tests.given import CADRE, LEADER, TODAY, a_change, a_household, by, step, the


def test_sql_and_rule_name_the_same_cases_and_days(store: Store) -> None:
    days = {"h": "2026-08-01", "k": "2026-10-28", "m": "2026-11-10"}
    for uid, on in days.items():
        a_household(store, uid)
        assert step(store, uid, "notified", happened_on=on).is_accepted
    told = {"step": "inventoried", "category": "staff", "new_due_on": "2026-12-24"}
    change = a_change("household", "h", "explained", patch=told, why="Thiếu người đo")
    assert by(CADRE, store, change).is_accepted
    for day in ("2026-09-20", "2026-11-19", TODAY):
        asked = lists.Asked(LEADER, TODAY, day, {"late": "1"})
        found = {
            row["uid"]: row["late_from"] for row in lists.list_cases(store, "household", asked)
        }
        ruled = {uid: _late_from(store, uid, day) for uid in days}
        assert found == {uid: on for uid, on in ruled.items() if days_late(on, day)}, day
    assert the(store, "household", "h")["due_on"] == "2026-12-24"
    assert lateness.is_late("h.uid", "h").count(":as_of") == 2


def _late_from(store: Store, uid: str, day: str) -> str | None:
    then = derived_on(store, "household", the(store, "household", uid), day)
    clock = deadlines.find_clock(store, uid, then.next_step or "") or {}
    found = late_from(then.due_on, clock.get("first_due_on"))
    assert late_from_on(store, then, uid) == found
    return found
