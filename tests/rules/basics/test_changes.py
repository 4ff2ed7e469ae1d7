"""A change and its fingerprint."""

import json
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.changes import Change, Outcome, new_uid

KEY = b"k"
A_CHANGE = Change(
    "household",
    "h",
    "paid",
    {"paid_vnd": 5},
    uid="u",
    project_uid="p",
    happened_on="2026-01-01",
    based_on=3,
    device="d",
    why="y",
    evidence=("e",),
    about="x",
)
OTHER = {
    "subject": "grave",
    "subject_uid": "g",
    "fact": "deposited",
    "patch": {"paid_vnd": 6},
    "uid": "v",
    "project_uid": "q",
    "happened_on": "2026-01-02",
    "based_on": 4,
    "device": "e",
    "why": "z",
    "evidence": ("f",),
    "about": "w",
}


def test_two_changes_never_share_an_identifier() -> None:
    assert len({new_uid() for _ in range(1000)} | {Change("a", "b", "c").uid}) == 1001


def test_the_same_content_gives_the_same_fingerprint() -> None:
    assert A_CHANGE.digest(KEY) == replace(A_CHANGE).digest(KEY)


@pytest.mark.parametrize("name", [f.name for f in fields(Change)])
def test_altering_any_part_alters_the_fingerprint(name: str) -> None:
    assert replace(A_CHANGE, **{name: OTHER[name]}).digest(KEY) != A_CHANGE.digest(KEY)


def test_another_office_makes_another_fingerprint() -> None:
    assert A_CHANGE.digest(KEY) != A_CHANGE.digest(b"other")


@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5)))
def test_the_order_of_fields_says_nothing(patch: dict[str, object]) -> None:
    turned = dict(reversed(list(patch.items())))
    ours, theirs = replace(A_CHANGE, patch=patch), replace(A_CHANGE, patch=turned)
    assert json.dumps(patch, sort_keys=True) == json.dumps(turned, sort_keys=True)
    assert ours.digest(KEY) == theirs.digest(KEY)


def test_a_change_cannot_be_altered_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        A_CHANGE.why = "khác"  # type: ignore[misc]


def test_fields_are_added_to_a_copy() -> None:
    more = A_CHANGE.with_patch(approved_vnd=9)
    assert more.patch == {"paid_vnd": 5, "approved_vnd": 9}
    assert A_CHANGE.patch == {"paid_vnd": 5}


def test_only_an_accepted_change_stands() -> None:
    assert Outcome("accepted").is_accepted
    assert not any(Outcome(s).is_accepted for s in ("held", "refused", "repeated", "mismatch"))
