"""Folding the journal gives the live state; what was altered behind the door is named."""

import pytest

from clearance.record.replay import differences, fold
from clearance.store import Store
from tests.engines import unguard
from tests.given import (
    CADRE,
    LEADER,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    step,
    the,
)


@pytest.fixture
def busy(store: Store) -> Store:
    """A store with a bit of everything: land handed over, a grave, an obstacle, a promise."""
    a_case_at(store, "recovered")
    a_parcel(store)
    step(store, "h", "handed_over")
    a_household(store, "h2", code="HY-2")
    an_obstacle(store, "h2")
    a_grave(store)
    by(CADRE, store, a_change("household", "h", "paid"))
    by(LEADER, store, a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-01"}))
    return store


def alter(store: Store, sql: str) -> None:
    """Somebody writes past the door."""
    with store.atomic():
        assert store.query(f"{sql} RETURNING 1 AS touched")


def test_all_is_well_when_nobody_wrote_past_the_door(busy: Store) -> None:
    assert differences(busy) == []


def test_progress_is_told_for_each_accepted_row(busy: Store) -> None:
    told: list[int] = []
    assert differences(busy, told.append) == []
    assert sum(told) == busy.value("SELECT COUNT(*) FROM change WHERE standing = 'accepted'")


def test_a_fold_is_a_store_of_its_own(busy: Store) -> None:
    folded = fold(busy)
    assert folded.is_memory
    assert the(folded, "parcel", "p") == the(busy, "parcel", "p")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE household SET paid_vnd = 5 WHERE uid = 'h'", "household HY-h: paid_vnd"),
        ("UPDATE household SET is_stuck = 0 WHERE uid = 'h2'", "household HY-2: is_stuck"),
        ("UPDATE parcel SET cleared_on = NULL", "parcel T-p: cleared_on"),
        ("DELETE FROM grave", "grave M-g"),
        ("UPDATE step_taken SET happened_on = '2020-01-01' WHERE step = 'paid'", "step_taken"),
        ("DELETE FROM promise", "promise"),
        ("UPDATE shape SET crs = 3405 WHERE subject = 'parcel'", "shape p: crs"),
        ("UPDATE person SET role = 'admin' WHERE name = 'canbo.a'", "person canbo.a: role"),
        ("INSERT INTO scope (uid, project_uid, version) VALUES ('x', 'prj', 1)", "scope x"),
    ],
)
def test_what_was_altered_behind_the_door_is_named(busy: Store, sql: str, told: str) -> None:
    alter(busy, sql)
    assert any(line.startswith(told) for line in differences(busy))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE change SET why = 'khác' WHERE seq = 5",
        "UPDATE change SET happened_on = '2020-01-01' WHERE seq = 5",
        "UPDATE change SET who = 'ai đó', hash = previous_hash WHERE seq = 5",
        "DELETE FROM change WHERE seq = 5",
    ],
)
def test_an_altered_journal_row_breaks_the_chain(busy: Store, sql: str) -> None:
    for kind in ("update", "delete"):
        unguard(busy, kind)
    alter(busy, sql)
    told = [line for line in differences(busy) if line.startswith("journal row")]
    assert told
    assert told[0].split(":")[0] in ("journal row 5", "journal row 6")


def test_a_long_list_of_faults_is_cut(busy: Store) -> None:
    alter(busy, "UPDATE step_taken SET who = 'ai đó'")
    alter(busy, "UPDATE person SET is_active = 0")
    alter(busy, "UPDATE scope SET valid_to = '2020-01-01'")
    assert len(differences(busy)) == 20
