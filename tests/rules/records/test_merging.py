"""Two people changed one thing."""

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.merging import Merged, merge
from clearance.rules.records.subjects import SUBJECTS

HOUSEHOLD, PARCEL = SUBJECTS["household"], SUBJECTS["parcel"]


def test_different_fields_merge_without_a_clash() -> None:
    assert merge(HOUSEHOLD, {"village": "Trung"}, {"village": "Hạ"}, {"chainage_m"}) == Merged()


def test_the_same_ordinary_field_is_applied_and_the_clash_noted() -> None:
    merged = merge(HOUSEHOLD, {"village": "Trung"}, {"village": "Hạ"}, {"village"})
    assert merged == Merged(clashes=("village",))


def test_the_same_value_twice_is_no_clash() -> None:
    assert merge(HOUSEHOLD, {"village": "Hạ"}, {"village": "Hạ"}, {"village"}) == Merged()


def test_money_is_held_for_a_person() -> None:
    merged = merge(HOUSEHOLD, {"paid_vnd": 2, "village": "T"}, {"paid_vnd": 1}, {"paid_vnd"})
    assert merged == Merged(clashes=("paid_vnd",), held=("paid_vnd",))


def test_ownership_is_held_for_a_person() -> None:
    merged = merge(PARCEL, {"household_uid": "h2"}, {"household_uid": "h1"}, {"household_uid"})
    assert merged.held == ("household_uid",)


@given(
    st.dictionaries(st.sampled_from(HOUSEHOLD.names()), st.integers()),
    st.dictionaries(st.sampled_from(HOUSEHOLD.names()), st.integers()),
    st.sets(st.sampled_from(HOUSEHOLD.names())),
)
def test_only_fields_that_others_changed_to_something_else_clash(
    patch: dict[str, int], current: dict[str, int], since: set[str]
) -> None:
    merged = merge(HOUSEHOLD, patch, current, since)
    assert set(merged.clashes) == {k for k in patch.keys() & since if current.get(k) != patch[k]}
    assert set(merged.held) == set(merged.clashes) & {"approved_vnd", "paid_vnd"}
