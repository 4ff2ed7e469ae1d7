"""A hub takes an office's operations as they were judged there, undone ones too."""

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.keeping import transfer
from tests.given import NOW, OFFICE, TODAY, a_household, a_parcel, a_project, a_store
from tests.offices import taken
from tests.record.test_operations import a_plan


def split(store: Store) -> str:
    """Parcel p replaced by q, as an operation does it."""
    q = {"code": "T-q", "unit_uid": "a", "household_uid": "h", "alignment_uid": "al",
         "chainage_from_m": 100, "chainage_to_m": 160, "side": "right"}  # fmt: skip
    lineage = {"subject": "parcel", "subject_uid": "q", "former_parcel_uid": "p", "on_date": TODAY}
    plan = a_plan(
        Change("parcel", "q", "registered", q),
        Change("lineage", "l", "registered", lineage),
        Change("parcel", "p", "replaced"),
    )
    return carry_out(store, plan, OFFICE, NOW)


def test_what_was_replaced_and_given_back_is_so_at_the_hub() -> None:
    office, hub = a_project(a_store()), a_store()
    a_household(office)
    a_parcel(office)
    uid = split(office)
    taken(hub, office)
    assert [row["uid"] for row in hub.query("SELECT uid FROM parcel")] == ["q"]
    assert differences(hub) == []
    undo(office, uid, OFFICE, NOW)
    taken(hub, office)
    assert [row["uid"] for row in hub.query("SELECT uid FROM parcel")] == ["p"]
    assert differences(hub) == []
    assert "QĐ 12" not in str([hub.query(f"SELECT * FROM {name}") for name in transfer.TABLES])
