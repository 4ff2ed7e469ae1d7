"""Which things a report speaks of."""

from clearance.rules.records.references import REFERENCES, spoken_of
from clearance.rules.records.subjects import SUBJECTS


def test_every_field_that_names_a_thing_says_of_which_kind() -> None:
    fields = {(s.name, f.name) for s in SUBJECTS.values() for f in s.fields if f.kind == "ref"}
    assert {f for _s, f in fields} - REFERENCES.keys() == {"subject", "subject_uid"}
    pointing = [s for s, f in fields if f == "subject_uid"]
    assert [s for s in pointing if not SUBJECTS[s].field("subject")] == []
    assert set(REFERENCES.values()) <= SUBJECTS.keys()


def test_a_report_speaks_of_itself_and_of_what_its_fields_name() -> None:
    patch = {"unit_uid": "a", "household_uid": None, "code": "T-1"}
    assert list(spoken_of("parcel", "p", patch)) == [("parcel", "p"), ("unit", "a")]


def test_an_obstacle_speaks_of_what_it_stops() -> None:
    assert ("grave", "g") in spoken_of("obstacle", "o", {"subject": "grave", "subject_uid": "g"})
    assert list(spoken_of("obstacle", "o", {"subject": "?", "subject_uid": "g"})) == [
        ("obstacle", "o")
    ]


def test_a_handover_speaks_of_all_it_covers() -> None:
    patch = {"covers": {"parcel": ["p", "q"], "structure": []}}
    assert list(spoken_of("household", "h", patch))[1:] == [("parcel", "p"), ("parcel", "q")]
