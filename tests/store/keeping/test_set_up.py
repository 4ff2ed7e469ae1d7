"""What a project has and lacks, counted in its own rows."""

from pathlib import Path

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.keeping import set_up
from tests import given
from tests.given import ADMIN, CADRE, NOW, TODAY, a_change, registered


def test_the_ground_is_counted_and_what_lacks_something_is_named(store: Store) -> None:
    given.a_household(store)
    given.a_parcel(store)
    ended = registered("unit", "o", code="02499", name="Xã Cũ", kind="commune",
                       valid_to="2025-06-30")  # fmt: skip
    record_all(store, [ended], TERMINAL, NOW)
    ground = set_up.ground_facts(store, TODAY)
    assert (ground.units, ground.ended_units, ground.heirless_units) == (4, 1, ("Xã Cũ",))
    assert ground.undrawn_units == ("Xã A", "Xã B")
    assert (ground.alignments, ground.uncalibrated) == (1, ("TQ",))
    assert (ground.corridors, ground.roads_without_corridor) == (0, ("TQ",))
    assert (ground.packages, ground.segments, ground.undated_segments) == (1, 1, ())
    assert (ground.households, ground.things["parcel"], ground.things["grave"]) == (1, 1, 0)


def test_people_without_area_or_name_and_communes_without_cadre_are_named(store: Store) -> None:
    people = set_up.people_facts(store, TODAY)
    assert people.by_role["cadre"] == 2
    assert (people.communes, people.communes_without_cadre) == (2, ())
    assert "canbo.a" in people.nameless
    over = {"valid_to": "2026-11-01"}
    changes = [
        a_change("scope", f"{CADRE.uid}-a", "revised", patch=over),
        a_change("person", CADRE.uid, "revised", patch={"full_name": "Đặng Thị Hường"}),
    ]
    record_all(store, changes, ADMIN, NOW)
    people = set_up.people_facts(store, TODAY)
    assert (people.without_area, people.communes_without_cadre) == (("canbo.a",), ("Xã A",))
    assert "canbo.a" not in people.nameless


def test_a_store_without_project_has_nothing(tmp_path: Path) -> None:
    empty = given.a_store()
    assert set_up.project_facts(empty).name == ""
    assert set_up.ground_facts(empty, TODAY).units == 0
    assert set_up.keeping_facts(empty, tmp_path).first_at == ""
    assert not set_up.has_cases(empty)
    empty.close()
