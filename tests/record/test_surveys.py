"""Who surveyed what: declared by the office on a day, corrected and withdrawn with a reason."""

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.changes import Outcome
from clearance.store import Store
from clearance.store.corridor import strips, surveys
from tests.given import (
    ADMIN,
    CADRE,
    LEADER,
    LIAISON,
    OFFICE,
    PROJECT,
    TODAY,
    Who,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    by,
    registered,
    the,
)

ROAD = {"alignment_uid": "al", "kind": "grave", "chainage_from_m": 0, "chainage_to_m": 5000}


@pytest.fixture
def town(store: Store) -> Store:
    a_household(store)
    a_parcel(store)
    a_grave(store)  # from 300 to 303
    return store


def declare(store: Store, uid: str = "s", who: Who = OFFICE, **told: object) -> Outcome:
    return by(who, store, registered("survey", uid, **{**ROAD, "result": "brought_in", **told}))


def correct(store: Store, why: str = "Đi lại thực địa", **told: object) -> Outcome:
    return by(OFFICE, store, a_change("survey", "s", "revised", patch=told, why=why))


def withdraw(store: Store, why: str = "Khai nhầm đoạn", who: Who = OFFICE) -> Outcome:
    return by(who, store, a_change("survey", "s", "withdrawn", why=why))


def answer(outcome: Outcome) -> tuple[str, str]:
    return outcome.reason or outcome.standing, outcome.detail


def test_a_declaration_is_of_a_person_and_a_day(town: Store) -> None:
    assert declare(town).is_accepted
    row = the(town, "survey", "s")
    assert (row["declared_on"], row["withdrawn_on"], row["result"]) == (TODAY, None, "brought_in")
    told = registered("survey", "t", **{**ROAD, "result": "brought_in"})
    dated = told.__class__(**{**_fields(told), "happened_on": "2026-11-10"})
    assert by(OFFICE, town, dated).is_accepted
    assert the(town, "survey", "t")["declared_on"] == "2026-11-10"
    assert differences(town) == []


def _fields(change: object) -> dict[str, object]:
    names = ("subject", "subject_uid", "fact", "patch", "project_uid")
    return {name: getattr(change, name) for name in names}


def test_the_office_declares_and_nobody_else(town: Store) -> None:
    for who in (CADRE, LEADER, LIAISON):
        assert answer(declare(town, who=who))[0] == "not_allowed"
    assert declare(town, who=ADMIN).is_accepted
    assert answer(withdraw(town, who=LEADER))[0] == "not_allowed"


@pytest.mark.parametrize(
    ("from_m", "to_m"), [(100, 100), (200, 100), (-1, 100), (0, 10_001), (9_999, 12_000)]
)
def test_from_and_to_rise_and_lie_on_the_road(town: Store, from_m: int, to_m: int) -> None:
    told = declare(town, chainage_from_m=from_m, chainage_to_m=to_m)
    assert answer(told) == ("survey_outside", "0 – 10000")


def test_the_road_is_the_project_s_own(town: Store) -> None:
    assert answer(declare(town, alignment_uid="nowhere")) == ("not_found", "alignment_uid")


def test_none_is_not_declared_where_one_is_recorded(town: Store) -> None:
    assert answer(declare(town, result="none")) == ("survey_not_none", "M-g")
    assert declare(town, result="none", chainage_from_m=303).is_accepted
    assert declare(town, "t", kind="structure", result="none").is_accepted
    assert answer(correct(town, chainage_from_m=302)) == ("survey_not_none", "M-g")


def test_parcels_count_by_their_drawings(town: Store) -> None:
    assert answer(declare(town, kind="parcel", result="none"))[0] == "survey_needs_drawing"
    assert declare(town, kind="parcel").is_accepted


def test_a_declaration_is_corrected_with_a_reason_while_it_stands(town: Store) -> None:
    assert declare(town).is_accepted
    assert answer(correct(town, why=" ", chainage_to_m=900))[0] == "missing_reason"
    assert correct(town, chainage_to_m=900).is_accepted
    assert the(town, "survey", "s")["chainage_to_m"] == 900
    assert withdraw(town).is_accepted
    assert answer(correct(town, chainage_to_m=800))[0] == "survey_withdrawn"
    assert differences(town) == []


def test_a_declaration_is_withdrawn_once_with_a_reason(town: Store) -> None:
    assert declare(town).is_accepted
    assert answer(withdraw(town, why=""))[0] == "missing_reason"
    assert withdraw(town).is_accepted
    assert the(town, "survey", "s")["withdrawn_on"] == TODAY
    assert answer(withdraw(town))[0] == "survey_withdrawn"
    assert surveys.list_declared(town, "al") == []
    assert differences(town) == []


def test_a_declaration_brings_no_day_of_its_own_and_moves_to_no_other_road(town: Store) -> None:
    assert answer(declare(town, declared_on="2026-11-01"))[0] == "unknown_field"
    assert declare(town).is_accepted
    assert answer(correct(town, alignment_uid="bl"))[0] == "unknown_field"


def test_what_was_declared_and_what_a_project_counts_makes_the_strips_stale(town: Store) -> None:
    for move in (
        lambda: declare(town),
        lambda: correct(town, chainage_to_m=900),
        lambda: withdraw(town),
        lambda: by(OFFICE, town, counting(TODAY)),
    ):
        town.run("DELETE FROM strip_stale")
        assert move().is_accepted
        assert [row["mark"] is not None for row in strips.list_stale(town)] == [True]


def counting(day: str | None) -> object:
    return a_change("project", PROJECT, "revised", patch={"surveys_from": day})


def test_a_project_counts_surveys_from_today_at_the_latest(town: Store) -> None:
    assert surveys.counted_from(town, PROJECT) == ""
    assert answer(by(OFFICE, town, counting("2026-11-21")))[0] == "in_the_future"
    assert answer(by(LEADER, town, counting(TODAY)))[0] == "not_allowed"
    assert by(OFFICE, town, counting(TODAY)).is_accepted
    assert surveys.counted_from(town, PROJECT) == TODAY
    assert differences(town) == []
