"""What is written of a retired thing is erased, found no more, told to those who saw it."""

import json

from clearance.record.replay import differences, fold, recount
from clearance.store import Store
from clearance.store.cases import search
from clearance.store.journal import feed, origins
from clearance.store.keeping import transfer
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    FAMILY_A,
    LEADER,
    OFFICE,
    TODAY,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    by,
    personal,
)
from tests.record.test_retiring import restore, retire


def test_erasing_reaches_what_was_retired(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    a_parcel(store, origin="LỜIGHI gốc đất")
    by(
        CADRE,
        store,
        a_change("household", "h", "passed", patch={"holder_kind": "household"}, why="LỜIGHI chờ"),
    )
    by(
        LEADER,
        store,
        a_change("household", "h", "asked", patch={"ask": "explanation"}, why="LỜIGHI hỏi"),
    )
    retire(store, "parcel", "p", why="LỜIGHI nhầm")
    retire(store, "household", "h", why="LỜIGHI nhầm")
    assert "LỜIGHI" in str(store.query("SELECT * FROM retired"))
    assert by(ADMIN, store, a_change("household", "h", "erased", why="Đơn 5")).is_accepted
    for table in transfer.TABLES:
        rows = str(store.query(f"SELECT * FROM {table}"))
        assert "LỜIGHI" not in rows, table
        assert FAMILY_A.full_name not in rows, table
    assert differences(store) == []
    assert restore(store, "household", "h").is_accepted
    assert restore(store, "parcel", "p").is_accepted
    assert differences(store) == []


def test_it_is_not_found_by_its_words_until_it_is_back(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    retire(store, "household", "h")
    assert search.by_words(store, OFFICE, TODAY, "Hường", 9) == []
    restore(store, "household", "h")
    assert [row["uid"] for row in search.by_words(store, OFFICE, TODAY, "Hường", 9)] == ["h"]


def test_the_feed_tells_whoever_could_see_it_that_it_went(store: Store) -> None:
    a_household(store)
    retire(store, "household", "h")
    facts = [
        row["fact"] for row in feed.list_after(store, CADRE, TODAY, 0) if row["subject_uid"] == "h"
    ]
    assert facts == ["registered", "retired"]
    assert not [
        row for row in feed.list_after(store, CADRE_B, TODAY, 0) if row["subject_uid"] == "h"
    ]
    assert origins.project_of(store, "household", "h") == "prj"


def test_a_recount_counts_what_was_retired_too(store: Store) -> None:
    a_case_at(store, "notified")
    retire(store, "household", "h")
    before = store.query("SELECT * FROM retired")
    assert "deadline" in json.loads(before[0]["kept"])
    recount(store)
    assert store.query("SELECT * FROM retired") == before
    assert fold(store).query("SELECT * FROM retired") == before


def test_what_an_operation_replaced_comes_back_by_undoing_that_alone(store: Store) -> None:
    a_parcel(store)
    a_parcel(store, "q", code="T-p1")
    retire(store, "parcel", "p")
    store.run(
        "INSERT INTO lineage (uid, project_uid, version, subject, subject_uid, former_parcel_uid,"
        " on_date) VALUES ('l', 'prj', 1, 'parcel', 'q', 'p', '2026-11-20')"
    )
    answer = restore(store, "parcel", "p")
    assert (answer.standing, answer.detail) == ("refused", "T-p1")
    assert answer.reason == "only_in_operation"


def test_a_closed_case_comes_back_without_a_new_turn(store: Store) -> None:
    a_grave(store)
    with store.atomic():
        store.run("UPDATE turn SET until = since")
    retire(store, "grave", "g")
    by(ADMIN, store, a_change("person", CADRE.uid, "revised", patch={"is_active": 0}))
    assert restore(store, "grave", "g").is_accepted
    assert store.value("SELECT COUNT(*) FROM turn") == 1
