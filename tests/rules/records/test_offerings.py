"""The list of an offering: what is one, and what is none."""

import pytest

from clearance.rules.records.offerings import as_text, parcels_in
from clearance.rules.records.references import spoken_of


def test_a_list_names_each_parcel_once_and_comes_back_as_it_went() -> None:
    assert parcels_in(as_text(["p", "q", "p"])) == ("p", "q")


@pytest.mark.parametrize("text", [None, 7, "", "không", "[1]", '{"p": 1}', "[" * 100_000])
def test_what_is_no_list_names_nothing(text: object) -> None:
    assert parcels_in(text) == ()


def test_an_offering_speaks_of_its_parcels() -> None:
    named = list(spoken_of("offering", "of", {"parcels": as_text(["p", "q"])}))
    assert named == [("offering", "of"), ("parcel", "p"), ("parcel", "q")]
