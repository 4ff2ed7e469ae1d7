"""Who may record what, what each report may bring, and what each role sees."""

import pytest

from clearance.rules.procedure.steps import STEPS
from clearance.rules.records.permissions import (
    PAGES,
    SIGHT,
    is_fact,
    may_bring,
    may_open,
    may_record,
    sees,
)
from clearance.rules.records.subjects import PERSONAL, ROLES, SUBJECTS, TOLD

FACTS = (
    "registered",
    "revised",
    "recorded",
    "withdrawn",
    "visited",
    "noted",
    "assigned",
    "promised",
    "opened",
    "closed",
)
#: Rows that say who a person is and what they may touch.
KEYS = ("person", "scope")


@pytest.mark.parametrize(("subject", "code"), STEPS)
def test_a_step_is_recorded_by_the_roles_of_its_row(subject: str, code: str) -> None:
    allowed = {role for role in ROLES if may_record(role, subject, code)}
    assert allowed == set(STEPS[subject, code].roles)


def test_only_the_investor_accepts_or_refuses_and_only_the_office_offers() -> None:
    facts = ("offered", "accepted", "refused")
    may = {fact: [r for r in ROLES if may_record(r, "segment", fact)] for fact in facts}
    assert may == {"offered": ["office"], "accepted": ["liaison"], "refused": ["liaison"]}


@pytest.mark.parametrize("subject", KEYS)
@pytest.mark.parametrize("fact", FACTS)
def test_only_the_administrator_touches_accounts_and_areas(subject: str, fact: str) -> None:
    assert [r for r in ROLES if may_record(r, subject, fact)] in ([], ["admin"])


def test_nothing_is_made_by_a_word_meant_for_something_else() -> None:
    makers = (
        {s for s in SUBJECTS if is_fact(s, "opened")},
        {s for s in SUBJECTS if is_fact(s, "recorded")},
    )
    assert makers == ({"obstacle"}, {"import_run", "operation"})
    assert not is_fact("obstacle", "registered")


@pytest.mark.parametrize("role", ["cadre", "leader", "liaison"])
def test_only_the_office_and_the_administrator_write_any_field(role: str) -> None:
    wide = ("registered", "revised", "recorded")
    own = {
        ("decision_note", "registered"),
        ("request", "registered"),
        ("absence", "registered"),
        ("absence", "revised"),
    }
    assert {(s, f) for s in SUBJECTS for f in wide if may_record(role, s, f)} <= own


@pytest.mark.parametrize(
    "fact", ["visited", "noted", "closed", "withdrawn", "promised", "assigned"]
)
def test_a_report_brings_only_the_fields_it_is_about(fact: str) -> None:
    brought = {
        (s.name, f.name)
        for s in SUBJECTS.values()
        for f in s.fields
        if is_fact(s.name, fact) and may_bring(s.name, fact, f.name)
    }
    held = {(case, "holder_uid") for case in ("household", "grave", "request")}
    expected = {"promised": {("segment", "promised_on")}, "assigned": held}
    assert brought == expected.get(fact, set())


def test_a_step_brings_only_what_its_row_says() -> None:
    brought = {
        (s.name, step, f.name)
        for s in SUBJECTS.values()
        for _, step in (key for key in STEPS if key[0] == s.name)
        for f in (*s.fields, *TOLD.values())
        if may_bring(s.name, step, f.name) and f.name != "late_category"
    }
    assert brought == {(s.subject, s.code, name) for s in STEPS.values() for name in s.brings}
    assert not any(may_bring(s.subject, s.code, "id_number") for s in STEPS.values())


def test_a_cadre_in_front_of_a_household_may_add_a_note_but_not_a_name() -> None:
    assert may_bring("household", "visited", "note")
    assert [n for n in PERSONAL if may_bring("household", "visited", n)] == ["note"]


def test_registering_and_revising_bring_every_field() -> None:
    for subject in ("household", "parcel", "person"):
        names = {*SUBJECTS[subject].names(), *PERSONAL, "shape", "crs"}
        by_the_door = {"is_unconfirmed"} & names
        assert {n for n in names if not may_bring(subject, "revised", n)} == by_the_door


def test_a_promised_day_is_moved_by_a_promise_never_by_a_revision() -> None:
    assert may_bring("segment", "registered", "promised_on")
    assert not may_bring("segment", "revised", "promised_on")


def test_an_unknown_word_is_no_fact_of_anybody() -> None:
    assert not is_fact("household", "sold")
    assert not is_fact("ghost", "registered")
    assert not may_record("admin", "household", "sold")
    assert not may_record("ghost", "household", "paid")
    assert not may_bring("household", "sold", "code")


def test_every_subject_can_be_made_and_every_fact_is_somebodys() -> None:
    makers = ("registered", "opened", "recorded")
    assert [s for s in SUBJECTS if not any(is_fact(s, f) for f in makers)] == []
    facts = [(s, f) for s in SUBJECTS for f in FACTS if is_fact(s, f)]
    assert [k for k in facts if not any(may_record(r, *k) for r in ROLES)] == []


def test_every_role_has_pages_and_a_sight() -> None:
    assert set(PAGES) == set(SIGHT) == set(ROLES)
    assert all(may_open(role, "home") for role in ROLES)
    assert not may_open("ghost", "home")
    assert not may_open("cadre", "people")


def test_the_investor_never_opens_a_page_about_families_nor_sees_a_personal_value() -> None:
    assert not {"households", "graves", "parcels", "people", "import"} & set(PAGES["liaison"])
    assert {sees("liaison", value) for values in SIGHT.values() for value in values} == {"never"}


def test_nobody_sees_a_whole_id_number() -> None:
    assert {
        role: sees(role, "id_number") for role in ROLES if sees(role, "id_number") == "full"
    } == {}


def test_what_the_table_does_not_name_is_never_seen() -> None:
    assert sees("office", "shoe_size") == sees("ghost", "phone") == "never"


def test_notes_are_for_officers_and_never_for_the_investor() -> None:
    facts = ("registered", "added", "endorsed", "not_endorsed", "reviewed")
    may = {fact: {r for r in ROLES if may_record(r, "decision_note", fact)} for fact in facts}
    assert may["registered"] == may["added"] == {"cadre", "leader", "office"}
    assert may["endorsed"] == may["not_endorsed"] == {"leader"}
    assert may["reviewed"] == {"leader", "office"}
    assert not may_open("liaison", "notes")


def test_a_note_is_never_revised_and_brings_no_author() -> None:
    assert not is_fact("decision_note", "revised")
    assert not is_fact("request", "revised")
    made_by_the_server = ("code", "author_uid", "written_on", "unit_uid", "result")
    assert not any(may_bring("decision_note", "registered", name) for name in made_by_the_server)
    assert [
        f for f in SUBJECTS["decision_note"].names() if may_bring("decision_note", "added", f)
    ] == ["consulted"]


def test_the_investor_and_the_office_ask_and_an_officer_answers() -> None:
    assert [r for r in ROLES if may_record(r, "request", "registered")] == ["office", "liaison"]
    assert not may_record("liaison", "request", "answered")
    assert not any(may_record("cadre", "request", fact) for fact in ("assigned", "redated"))
    assert not may_bring("request", "registered", "first_due_on")
