"""What was entered by mistake is retired with a reason, and comes back as it was."""

from datetime import timedelta

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Outcome
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store import Store
from clearance.store.cases import retired
from clearance.store.keeping import transfer
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    OFFICE,
    TODAY,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    an_offering,
    by,
    last_change,
    registered,
    step,
    the,
)

#: Tables that say nothing of what there is now.
_BESIDE = ("change", "remark", "retired", "meta", "identity", "evidence", "evidence_sender",
           "strip", "strip_stale", "search_text")  # fmt: skip
_LATER = NOW + timedelta(hours=1)


def retire(
    store: Store, subject: str, uid: str, who: Who = OFFICE, why: str = "Nhập nhầm"
) -> Outcome:
    """What the door answers who wants it retired."""
    return by(who, store, a_change(subject, uid, "retired", why=why), _LATER)


def restore(store: Store, subject: str, uid: str, who: Who = OFFICE) -> Outcome:
    """What the door answers who wants it back."""
    return by(who, store, a_change(subject, uid, "restored"), _LATER)


def told(outcome: Outcome) -> tuple[str, str | None, str]:
    """An answer without its number."""
    return outcome.standing, outcome.reason, outcome.detail


def naming(store: Store, uid: str) -> set[str]:
    """Tables of state in which a thing is still named."""
    tables = (table for table in transfer.TABLES if table not in _BESIDE)
    return {table for table in tables if f"'{uid}'" in str(store.query(f"SELECT * FROM {table}"))}


def state_of(store: Store, uid: str) -> dict[str, str]:
    """Every row of state that names a thing, but for its version and the number of its shape."""
    found = {}
    for table in sorted(naming(store, uid)):
        rows = store.query(f"SELECT * FROM {table}")
        own = [row for row in rows if f"'{uid}'" in str(row)]
        found[table] = str(
            sorted(str({k: v for k, v in row.items() if k not in ("id", "version")}) for row in own)
        )
    return found


@pytest.fixture
def busy(store: Store) -> Store:
    """A family with everything a case can have but a payment."""
    a_case_at(store, "consulted")
    an_obstacle(store, "h")
    a_grave(store)
    by(LEADER, store, a_change("household", "h", "asked", patch={"ask": "explanation"}))
    by(
        CADRE,
        store,
        a_change("household", "h", "passed", patch={"holder_kind": "household"}, why="chờ hộ"),
    )
    late = {
        "step": "appraised",
        "category": next(iter(LATE_CATEGORIES)),
        "new_due_on": "2026-12-24",
    }
    by(CADRE, store, a_change("household", "h", "explained", patch=late, why="chờ giá"))
    return store


@pytest.mark.parametrize(
    ("subject", "uid"), [("household", "h"), ("grave", "g"), ("segment", "sg")]
)
def test_nothing_of_it_is_left_and_all_of_it_comes_back(
    busy: Store, subject: str, uid: str
) -> None:
    by(LEADER, busy, a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-01"}))
    before = state_of(busy, uid)
    assert retire(busy, subject, uid).is_accepted
    assert naming(busy, uid) == set()
    assert differences(busy) == []
    assert restore(busy, subject, uid).is_accepted
    assert state_of(busy, uid) == before
    assert busy.value("SELECT COUNT(*) FROM retired") == 0
    assert differences(busy) == []


def test_its_clocks_states_and_obstacles_end_with_it(busy: Store) -> None:
    assert {
        "step_taken",
        "deadline",
        "case_state",
        "turn",
        "explanation",
        "ask",
        "obstacle",
    } <= naming(busy, "h")
    retire(busy, "household", "h")
    assert busy.value("SELECT COUNT(*) FROM open_obstacle") == 0
    assert busy.value("SELECT COUNT(*) FROM turn WHERE holder_uid = 'canbo.a'") == 1  # the grave's


def test_only_the_office_retires_and_only_with_a_reason(store: Store) -> None:
    a_household(store)
    for who in (CADRE, LEADER, ADMIN):
        assert told(retire(store, "household", "h", who)) == ("refused", "not_allowed", "")
    assert told(retire(store, "household", "h", why=" ")) == ("refused", "missing_reason", "")
    assert told(retire(store, "household", "k")) == ("refused", "not_found", "")
    assert told(restore(store, "household", "h")) == ("refused", "not_retired", "")


def test_the_reason_is_kept_where_it_can_be_erased(store: Store) -> None:
    a_household(store)
    retire(store, "household", "h", why="Hai lần một nhà")
    row = store.first("SELECT * FROM change ORDER BY seq DESC LIMIT 1") or {}
    assert "Hai lần" not in str(row)
    assert last_change(store)["why"] == "Hai lần một nhà"


def test_what_others_belong_to_stays_until_they_are_moved_or_retired(store: Store) -> None:
    a_household(store)
    for number in range(7):
        a_parcel(store, f"p{number}", code=f"T-{number}")
    named = "T-0, T-1, T-2, T-3, T-4 (+2)"
    assert told(retire(store, "household", "h")) == ("refused", "still_bound", named)
    for number in range(7):
        assert retire(store, "parcel", f"p{number}").is_accepted
    assert retire(store, "household", "h").is_accepted
    assert told(restore(store, "parcel", "p1")) == ("refused", "owner_retired", "HY-h")
    assert told(retire(store, "package", "pk")) == ("refused", "still_bound", "D-01")


def test_what_was_paid_offered_or_moved_is_no_mistake(store: Store) -> None:
    a_case_at(store, "paid")
    assert told(retire(store, "household", "h")) == ("refused", "settled_before", "paid")
    a_household(store, "k", code="HY-K")
    store.run("UPDATE household SET paid_vnd = 5 WHERE uid = 'k'")
    assert told(retire(store, "household", "k")) == ("refused", "still_paid", "")
    a_parcel(store)
    assert step(store, "p", "handed_over", subject="parcel", happened_on="2026-11-18").is_accepted
    assert an_offering(store, "o", "p").is_accepted
    assert retire(store, "parcel", "p").is_accepted  # listed, offered to nobody yet
    restore(store, "parcel", "p")
    assert step(store, "o", "offered", OFFICE, subject="offering").is_accepted
    assert told(retire(store, "parcel", "p")) == ("refused", "already_offered", "")


def test_a_report_about_it_is_held_until_it_is_back(store: Store) -> None:
    a_household(store)
    a_grave(store)
    an_obstacle(store, "h")
    obstacle = store.value("SELECT uid FROM obstacle")
    retire(store, "household", "h")
    stuck = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
    for change in (
        a_change("household", "h", "notified", happened_on="2026-07-20"),
        a_change("household", "h", "visited", why="gặp"),
        a_change("obstacle", "o2", "opened", patch=stuck),
        a_change("obstacle", obstacle, "closed"),
    ):
        assert told(by(CADRE, store, change)) == ("held", "is_retired", "HY-h"), change.fact
    assert by(CADRE_B, store, a_change("household", "h", "visited")).reason == "not_found"
    moved = a_change("grave", "g", "revised", patch={"household_uid": "h"})
    assert told(by(OFFICE, store, moved)) == ("held", "is_retired", "HY-h")
    again = registered("household", "h", code="HY-9", unit_uid="a")
    assert by(OFFICE, store, again).reason == "already_exists"
    (row,) = retired.list_retired(store, OFFICE, TODAY, "household")
    assert (row["code"], row["why"], row["awaiting"]) == ("HY-h", "Nhập nhầm", 2)
    assert told(restore(store, "obstacle", obstacle))[1] == "unknown_fact"
    assert differences(store) == []


def test_a_second_thing_may_have_its_code_and_then_it_does_not_come_back(store: Store) -> None:
    a_household(store)
    retire(store, "household", "h")
    a_household(store, "h2", code="HY-h")
    assert told(restore(store, "household", "h")) == ("refused", "already_exists", "HY-h")
    assert [row["subject_uid"] for row in retired.find_code(store, "household", "HY-h")] == ["h"]
    assert retired.list_days(store) == {"household HY-h": TODAY, "h": TODAY}


def test_metres_of_a_former_line_do_not_come_back(store: Store) -> None:
    a_household(store)
    a_parcel(store)
    retire(store, "parcel", "p")
    by(OFFICE, store, a_change("alignment", "al", "revised", patch={"start_m": 50}))
    assert told(restore(store, "parcel", "p")) == ("refused", "road_revised", "")


def test_a_handover_withdrawn_meanwhile_is_not_brought_back(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store)
    assert step(store, "h", "handed_over", happened_on=TODAY).is_accepted
    retire(store, "parcel", "p")
    taken_back = a_change("household", "h", "withdrawn", patch={"step": "handed_over"}, why="nhầm")
    assert by(OFFICE, store, taken_back).is_accepted
    assert restore(store, "parcel", "p").is_accepted
    assert the(store, "parcel", "p")["cleared_on"] is None
    assert differences(store) == []


def test_a_case_whose_officer_has_left_goes_on_with_who_brings_it_back(store: Store) -> None:
    a_household(store)
    retire(store, "household", "h")
    assert by(
        ADMIN, store, a_change("person", CADRE.uid, "revised", patch={"is_active": 0})
    ).is_accepted
    assert restore(store, "household", "h").is_accepted
    assert the(store, "household", "h")["holder_uid"] == OFFICE.uid
    last = store.first("SELECT * FROM turn WHERE until IS NULL") or {}
    assert last["holder_uid"] == OFFICE.uid
    assert differences(store) == []


def test_a_thing_without_a_place_is_retired_too(store: Store) -> None:
    a_household(store)
    a_parcel(
        store, alignment_uid=None, chainage_from_m=None, chainage_to_m=None, shape=None, crs=None
    )
    assert retire(store, "parcel", "p").is_accepted
    assert restore(store, "parcel", "p").is_accepted
