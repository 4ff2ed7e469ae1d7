"""The journal: each row holds the hash of the one before."""

import json

import pytest

from clearance.store import Store
from clearance.store.journal import changes
from tests.engines import unguard
from tests.given import (
    ADMIN,
    CADRE,
    OFFICE,
    a_change,
    a_household,
    a_store,
    by,
    last_change,
    step,
)


def test_the_first_row_stands_on_nothing() -> None:
    assert changes.head(a_store()) == (0, changes.GENESIS)


def test_each_row_holds_the_hash_of_the_one_before(store: Store) -> None:
    rows = store.query("SELECT * FROM change ORDER BY seq")
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["previous_hash"] == changes.GENESIS
    assert [r["previous_hash"] for r in rows[1:]] == [r["hash"] for r in rows[:-1]]
    assert all(changes.row_hash(row) == row["hash"] for row in rows)
    assert changes.head(store) == (rows[-1]["seq"], rows[-1]["hash"])
    assert changes.broken_links(store) == []


ALTERED = "who patch before why evidence happened_on standing clash digest recorded_at about"


@pytest.mark.parametrize("column", ALTERED.split())
def test_an_altered_row_is_found_whatever_was_altered(store: Store, column: str) -> None:
    unguard(store, "update")
    new = "held" if column == "standing" else "khác"
    store.run(f"UPDATE change SET {column} = :new WHERE seq = 4", new=new)
    assert changes.broken_links(store) == [4]


def test_a_row_altered_with_its_hash_is_found_at_the_next(store: Store) -> None:
    unguard(store, "update")
    store.run("UPDATE change SET why = 'khác' WHERE seq = 4")
    row = store.first("SELECT * FROM change WHERE seq = 4") or {}
    store.run("UPDATE change SET hash = :hash WHERE seq = 4", hash=changes.row_hash(row))
    assert changes.broken_links(store) == [5]


def test_a_row_taken_out_is_missed(store: Store) -> None:
    unguard(store, "delete")
    store.run("DELETE FROM change WHERE seq = 4")
    assert changes.broken_links(store) == [5]


def test_the_same_value_gives_the_same_text() -> None:
    assert changes.as_json({"b": 1, "a": "Đỗ"}) == '{"a":"Đỗ","b":1}'


def test_fields_changed_by_others_since_a_version_are_named(store: Store) -> None:
    a_household(store)
    seen = last_change(store)["seq"]
    by(OFFICE, store, a_change("household", "h", "revised", patch={"village": "Hạ", "phone": "1"}))
    by(ADMIN, store, a_change("household", "h", "revised", patch={"chainage_m": 5}))
    by(CADRE, store, a_change("household", "h", "revised", patch={"approved_vnd": 5}))
    since = changes.fields_since(store, "h", seen, CADRE.uid)
    assert since == {"village", "phone", "personal", "chainage_m"}
    assert "chainage_m" not in changes.fields_since(store, "h", seen, ADMIN.uid)
    assert changes.fields_since(store, "h", last_change(store)["seq"], CADRE.uid) == set()


def test_the_history_of_a_case_is_newest_first_with_names(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", CADRE)
    by(CADRE, store, a_change("household", "h", "paid"))
    rows = store.query("SELECT * FROM change WHERE subject_uid = 'h' ORDER BY seq DESC")
    told = [(r["fact"], r["standing"], r["who"]) for r in rows]
    assert told == [
        ("paid", "refused", CADRE.uid),
        ("notified", "accepted", CADRE.uid),
        ("registered", "accepted", "terminal"),
    ]


def test_a_refusal_is_in_the_journal_but_not_in_the_replay(store: Store) -> None:
    a_household(store)
    by(CADRE, store, a_change("household", "h", "paid"))
    assert json.loads(last_change(store)["evidence"]) == []
    assert [r["fact"] for r in changes.stream_accepted(store)][-1] == "registered"
    assert changes.find_change(store, "nobody sent this") is None
