"""Current state, personal values, search words and shapes, each written in one way."""

from clearance.rules.procedure.derived_state import Derived
from clearance.store import Store
from clearance.store.cases import state
from tests.given import a_household, the


def test_an_unknown_kind_of_thing_has_no_row(store: Store) -> None:
    assert state.find_row(store, "household; DROP TABLE change", "h") is None
    assert state.find_row(store, "household", "nobody") is None


def test_a_row_is_found_by_its_code_within_the_project(store: Store) -> None:
    a_household(store, code="HY-1")
    found = state.find_code(store, "household", "prj", "HY-1")
    assert found
    assert found["uid"] == "h"
    assert state.find_code(store, "household", "other", "HY-1") is None
    person = state.find_code(store, "person", "prj", "canbo.a", "name")
    assert person
    assert person["role"] == "cadre"


def test_derived_columns_are_written_together(store: Store) -> None:
    a_household(store)
    state.write_derived(store, "household", "h", Derived("paid", "recovered", "2026-12-01", None))
    row = the(store, "household", "h")
    assert (row["stage"], row["next_step"], row["due_on"]) == ("paid", "recovered", "2026-12-01")


def test_a_name_gets_its_sorting_key_and_an_erased_name_loses_it(store: Store) -> None:
    state.write_identity(store, "household", "h", {"full_name": "Đặng Thị Hường"})
    assert state.find_identity(store, "h")["sort_key"]
    state.write_identity(store, "household", "h", {"full_name": None})
    assert not state.find_identity(store, "h")["sort_key"]


def test_words_are_folded_and_empty_ones_left_out(store: Store) -> None:
    state.write_words(store, "household", "x", "HY-1", None, "Đặng Thị Hường", "")
    assert store.value("SELECT words FROM search_text WHERE subject_uid = 'x'") == (
        "hy-1 dang thi huong"
    )


def test_a_table_is_streamed_in_the_order_of_its_key(store: Store) -> None:
    assert [row["uid"] for row in state.stream_table(store, "unit", "uid")] == ["a", "b", "d"]
