"""A hub counts for each project what its own office declared surveyed."""

from clearance.record.replay import differences
from clearance.store import Store
from clearance.store.corridor import surveys
from tests.given import OFFICE, PROJECT, TODAY, a_change, a_store, by, registered
from tests.offices import an_office, taken, told

_PLACE = {"chainage_from_m": 0, "chainage_to_m": 5000, "result": "brought_in"}


def test_a_hub_takes_declarations_corrections_and_what_a_project_counts(store: Store) -> None:
    north = an_office(a_store(), "north")
    for kind in ("structure", "grave", "utility"):
        patch = {"alignment_uid": "north-al", "kind": kind, **_PLACE}
        assert north.by(north.office, "survey", kind, "registered", patch=patch).is_accepted
    more = {"patch": {"chainage_to_m": 900}, "why": "Đo lại"}
    assert north.by(north.office, "survey", "structure", "revised", **more).is_accepted
    assert north.by(north.office, "survey", "grave", "withdrawn", why="Nhầm").is_accepted
    counted = {"patch": {"surveys_from": TODAY}}
    assert north.by(north.office, "project", "project", "revised", **counted).is_accepted
    taken(store, north.store)
    assert told(store, "north") == told(north.store, "north")
    assert surveys.counted_from(store, north.uid) == TODAY
    assert surveys.counted_from(store, PROJECT) == ""
    assert [row["to_m"] for row in surveys.list_declared(store, "north-al")] == [900, 5000]
    assert differences(store) == []


def test_a_hub_declares_nothing_for_an_office(store: Store) -> None:
    north = an_office(a_store(), "north")
    taken(store, north.store)
    told_here = registered("survey", "s", alignment_uid="north-al", kind="grave", **_PLACE)
    assert by(OFFICE, store, told_here).reason == "of_other_office"
    counted = a_change("project", north.uid, "revised", patch={"surveys_from": TODAY})
    assert by(OFFICE, store, counted).reason == "of_other_office"
