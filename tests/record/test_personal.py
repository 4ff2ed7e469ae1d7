"""Names, numbers and addresses lie in a table that can be erased, never in the journal."""

import json

from clearance.record.replay import differences
from clearance.rules.records.subjects import PERSONAL
from clearance.store import Store
from clearance.store.cases.search import by_words
from clearance.store.cases.state import find_identity
from tests.given import (
    FAMILY_A,
    FAMILY_B,
    LINE,
    OFFICE,
    TODAY,
    a_change,
    a_grave,
    a_household,
    by,
    last_change,
    personal,
    step,
)


def journal(store: Store) -> str:
    """Everything the journal holds, as one text."""
    rows = store.query("SELECT * FROM change ORDER BY seq")
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_no_personal_value_is_anywhere_in_the_journal(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    a_grave(store, **personal(FAMILY_A, "full_name", "deceased_name"))
    by(OFFICE, store, a_change("household", "h", "revised", patch=personal(FAMILY_B)))
    by(OFFICE, store, a_change("household", "h", "visited", patch=personal(FAMILY_A, "note")))
    for code in LINE:
        step(store, "h", code)
    text = journal(store)
    values = [*personal(FAMILY_A).values(), *personal(FAMILY_B).values()]
    assert [v for v in values if v in text or json.dumps(v).strip('"') in text] == []


def test_the_journal_names_the_fields_that_changed(store: Store) -> None:
    a_household(store)
    patch = {"phone": "0900999888", "full_name": "Ai Đó", "village": "Hạ"}
    by(OFFICE, store, a_change("household", "h", "revised", patch=patch))
    assert json.loads(last_change(store)["patch"]) == {
        "village": "Hạ",
        "personal": ["full_name", "phone"],
    }


def test_personal_values_are_kept_beside_the_state(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    known = find_identity(store, "h")
    assert {name: known[name] for name in PERSONAL} == personal(FAMILY_A)
    assert known["sort_key"]


def test_one_value_is_changed_without_touching_the_others(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    by(OFFICE, store, a_change("household", "h", "revised", patch={"phone": None}))
    known = find_identity(store, "h")
    assert (known["phone"], known["full_name"]) == (None, FAMILY_A.full_name)
    assert known["sort_key"]


def test_erasing_a_family_breaks_neither_the_journal_nor_the_state(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    with store.atomic():
        store.run("DELETE FROM identity WHERE subject_uid = 'h'")
    assert set(find_identity(store, "h").values()) == {None}
    assert differences(store) == []


def test_a_household_is_found_by_its_new_name_and_no_longer_by_the_old(store: Store) -> None:
    a_household(store, **personal(FAMILY_A))
    words = "SELECT words FROM search_text WHERE subject_uid = 'h'"
    assert store.value(words) == "hy-h dang thi huong thon trung"
    by(OFFICE, store, a_change("household", "h", "revised", patch={"full_name": "Lý Văn Tư"}))
    assert store.value(words) == "hy-h ly van tu thon trung"
    by(OFFICE, store, a_change("household", "h", "revised", patch={"village": "Hạ"}))
    assert store.value(words) == "hy-h ly van tu ha"
    assert by_words(store, OFFICE, TODAY, "huong", 9) == []
    assert [row["uid"] for row in by_words(store, OFFICE, TODAY, "tu", 9)] == ["h"]
