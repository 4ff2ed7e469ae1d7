"""The things a change can be about."""

from clearance.rules.procedure.steps import STEPS
from clearance.rules.records.subjects import BLOCKERS, PERSONAL, SUBJECTS


def test_every_subject_has_words_in_both_languages_that_no_other_has() -> None:
    for words in ([s.vi for s in SUBJECTS.values()], [s.en for s in SUBJECTS.values()]):
        assert all(words)
        assert len(set(words)) == len(words)


def test_no_field_stands_twice_in_a_subject() -> None:
    assert [s.name for s in SUBJECTS.values() if len(set(s.names())) != len(s.names())] == []


def test_a_field_is_found_by_its_name() -> None:
    grave = SUBJECTS["grave"]
    assert [grave.field(name) for name in grave.names()] == list(grave.fields)
    assert grave.field("smell") is None


def test_no_personal_value_is_a_field_of_the_journal() -> None:
    assert [s.name for s in SUBJECTS.values() if set(PERSONAL) & set(s.names())] == []


def test_subjects_have_steps_exactly_when_the_step_table_has_rows_for_them() -> None:
    assert {s.name for s in SUBJECTS.values() if s.has_steps} == {name for name, _ in STEPS}


def test_what_can_stand_in_the_way_has_a_place_and_a_shape() -> None:
    place = {"alignment_uid", "chainage_from_m", "chainage_to_m", "side", "offset_m", "unit_uid"}
    assert [b for b in BLOCKERS if not place <= set(SUBJECTS[b].names())] == []
    assert all(SUBJECTS[b].has_shape and SUBJECTS[b].has_steps for b in BLOCKERS)


def test_money_and_ownership_wait_for_a_person_when_two_reports_clash() -> None:
    fields = [(s.name, f) for s in SUBJECTS.values() for f in s.fields]
    held = {(subject, f.name) for subject, f in fields if f.merge == "held"}
    assert {(subject, f.name) for subject, f in fields if f.kind == "money"} <= held
    assert {(s, "household_uid") for s in ("parcel", "structure", "grave")} <= held
