"""A hub takes the journals of offices: their verdicts stand, their state is its state."""

import pytest

from clearance.record import record, take_page
from clearance.record.replay import differences
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.journal import changes, meta, origins
from clearance.store.people import accounts
from tests import engines, given
from tests.given import ADMIN, NOW, a_store
from tests.offices import Builder, an_office, page_of, taken, told


@pytest.fixture
def north() -> Builder:
    """An office at its work."""
    return an_office(a_store(), "north")


@pytest.fixture
def south() -> Builder:
    """Another, with the same codes and login names."""
    return an_office(a_store(), "south", households=2)


@pytest.fixture
def hub(store: Store) -> Store:
    """A centre with a project and people of its own."""
    return store


def test_two_offices_in_one_hub_are_each_what_they_are_at_home(
    hub: Store, north: Builder, south: Builder
) -> None:
    own = told(hub)
    taken(hub, north.store, most=7)
    taken(hub, south.store)
    for office in (north, south):
        assert told(hub, office.name) == told(office.store, office.name)
    assert {
        t: [r for r in rows if "north" not in r and "south" not in r]
        for t, rows in told(hub).items()
    } == own
    assert differences(hub) == []


def test_a_row_keeps_who_when_and_the_verdict_it_got_at_home(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    kept = {row["uid"]: row for row in hub.query("SELECT * FROM change")}
    own = ("seq", "previous_hash", "hash")
    for row in north.store.query("SELECT * FROM change"):
        there = kept[row["uid"]]
        assert {k: there[k] for k in there if k not in own} == {
            k: row[k] for k in row if k not in own
        }
        assert origins.hash_at(hub, north.uid, row["seq"]) == row["hash"]
    standings = {row["standing"] for row in kept.values()}
    assert standings == {"accepted", "held", "refused"}


def test_a_hub_holds_no_personal_value(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    assert hub.query("SELECT * FROM identity") == []
    words = " ".join(r["words"] for r in hub.query("SELECT words FROM search_text"))
    assert "hy 0042" not in words
    assert "huong" not in words


def test_taking_twice_changes_nothing(hub: Store, north: Builder) -> None:
    first = taken(hub, north.store)
    before = changes.head(hub), told(hub)
    assert taken(hub, north.store).new == 0
    again = take_page(hub, page_of(north.store), "", NOW)
    assert (again.new, again.repeated) == (0, first.new)
    assert (changes.head(hub), told(hub)) == before


def test_what_the_office_records_later_is_taken_from_where_it_stopped(
    hub: Store, north: Builder
) -> None:
    taken(hub, north.store)
    assert north.by(north.cadre, "household", "h2", "visited").is_accepted
    assert taken(hub, north.store).new == 1
    assert told(hub, "north") == told(north.store, "north")
    cursor = origins.find(hub, north.uid) or {}
    assert (cursor["seq"], cursor["hash"]) == changes.head(north.store)


def test_the_address_of_an_office_stays_when_a_file_comes_from_it(
    hub: Store, north: Builder
) -> None:
    take_page(hub, page_of(north.store, 0, 5), "https://a.example", NOW)
    take_page(hub, page_of(north.store, 5), "", NOW)
    assert (origins.find(hub, north.uid) or {})["url"] == "https://a.example"


def test_a_hub_only_reads_what_an_office_records(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    for change in (
        Change("household", "north-h1", "revised", {"village": "x"}, project_uid=given.PROJECT),
        Change("member", "m", "registered", {"household_uid": "north-h1"}),
        Change(
            "obstacle",
            "o",
            "opened",
            {"subject": "parcel", "subject_uid": "north-p1", "kind": "PRICE"},
        ),
    ):
        who = given.OFFICE if change.subject == "obstacle" else TERMINAL
        assert record(hub, change, who, NOW).reason in ("of_other_office", "not_found")
    answer = record(hub, Change("person", "north-canbo", "revised", {"role": "admin"}), ADMIN, NOW)
    assert answer.reason == "of_other_office"


def test_a_hub_gives_its_own_people_the_offices_units(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    patch = {"person_uid": given.LEADER.uid, "unit_uid": "north-a", "valid_from": "2026-01-01"}
    grant = given.a_change("scope", "new", "registered", patch=patch)
    assert record(hub, grant, ADMIN, NOW).is_accepted
    foreign = {"person_uid": "north-canbo", "unit_uid": "a", "valid_from": "2026-01-01"}
    refused = given.a_change("scope", "newer", "registered", patch=foreign)
    assert record(hub, refused, ADMIN, NOW).reason == "of_other_office"
    assert differences(hub) == []


def test_the_people_of_an_office_have_no_account_in_the_hub(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    assert (accounts.find_person(hub, "quantri") or {})["uid"] == ADMIN.uid
    assert accounts.find_person(hub, "canbo") is None
    assert not [p for p in accounts.list_people(hub) if p["uid"].startswith("north")]
    assert meta.project_uid(hub) == given.PROJECT


def test_work_of_the_hubs_own_goes_on_beside(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    given.a_household(hub, "own", holder_uid=given.CADRE.uid)
    assert given.step(hub, "own", "notified").is_accepted
    north.by(north.cadre, "household", "h2", "visited")
    taken(hub, north.store)
    assert state.find_row(hub, "household", "own")
    assert differences(hub) == []


def test_check_finds_a_taken_row_that_is_no_longer_the_offices(hub: Store, north: Builder) -> None:
    taken(hub, north.store)
    hub.run("UPDATE origin SET source_hash = 'x' WHERE source_seq = 5")
    assert [w for w in differences(hub) if w.startswith("origin north-project 5")]
    hub.run("DELETE FROM origin WHERE source_seq > 9")
    assert [w for w in differences(hub) if w.startswith("source north-project: cursor")]
    engines.unguard(hub, "delete")
    hub.run("DELETE FROM change WHERE uid IN (SELECT uid FROM change ORDER BY seq DESC LIMIT 1)")
    assert differences(hub)
