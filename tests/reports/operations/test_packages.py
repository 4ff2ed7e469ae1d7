"""A package re-cut in a store."""

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.reports.operations.packages import list_choices, plan_recut
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from tests.given import NOW, OFFICE, TODAY, a_project, a_store, step, the
from tests.states import dump


def planned(store: Store, uid: str, to: tuple[int, int], **answers: str) -> Plan:
    """A package given other ends."""
    told = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return plan_recut(store, Plan("package_recut", TODAY), uid, to, told)


def test_a_package_is_cut_and_given_back() -> None:
    store = a_project(a_store())
    before = dump(store)
    assert [row["code"] for row in list_choices(store)] == ["XL1"]
    uid = carry_out(store, planned(store, "pk", (0, 1500), segment_sg="cut"), OFFICE, NOW)
    assert the(store, "segment", "sg")["chainage_to_m"] == 1500
    undo(store, uid, OFFICE, NOW)
    assert dump(store) == before
    assert differences(store) == []


def test_an_offered_segment_stays_and_an_unknown_package_is_refused() -> None:
    store = a_project(a_store())
    assert step(store, "sg", "offered", OFFICE, subject="segment", happened_on=TODAY).is_accepted
    assert planned(store, "pk", (0, 1500)).lines[-1].what == "finished"
    assert "không có gói thầu này" in planned(store, "none", (0, 1)).faults[0].message
