"""What the law looks at in a case."""

from clearance.rules.procedure.case_facts import Dossier, land_traits, traits_of


def test_the_land_of_a_case_is_known_from_the_codes_of_its_parcels() -> None:
    assert land_traits(["LUC", "cln "]) == {"agricultural"}
    assert land_traits(["LUC", "ONT"]) == {"agricultural", "non_agricultural"}
    assert land_traits(["???"]) == {"non_agricultural"}
    assert land_traits([None, " "]) == frozenset()


def test_while_nothing_is_known_of_the_land_every_rule_about_land_is_meant() -> None:
    assert Dossier("household", {}).has("non_agricultural")
    farm = Dossier("household", {}, frozenset(("agricultural",)))
    assert farm.has("agricultural")
    assert not farm.has("non_agricultural")
    assert farm.has("")
    assert not farm.has("relocating")


def test_traits_come_from_the_fields_of_a_case() -> None:
    row = {"kind": "organisation", "is_relocating": 1}
    assert traits_of("household", row, ["RSX"]) == {"organisation", "relocating", "agricultural"}
    assert traits_of("household", {"kind": "household"}) == frozenset()
    assert traits_of("grave", {"family": "unclaimed"}) == {"unclaimed"}
    assert traits_of("grave", {"family": "known"}) == frozenset()
    assert traits_of("parcel", {"kind": "organisation"}) == frozenset()


def test_a_case_knows_its_latest_day() -> None:
    case = Dossier("household", {"notified": "2026-01-15", "inventoried": "2026-02-02"})
    assert case.latest == "2026-02-02"
    assert case.latest_of(("notified", "paid")) == "2026-01-15"
    assert Dossier("household", {}).latest is None
