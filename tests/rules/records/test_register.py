"""The register by page: the next code, what a revision changes, whose metres are taken."""

import pytest

from clearance.rules.records.register import (
    BARRED_BY,
    FORMS,
    NEEDED,
    RETIRABLE,
    SETTLED,
    changed,
    named,
    next_code,
    overlapping,
)
from clearance.rules.records.subjects import PERSONAL, SUBJECTS


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        ([], ""),
        (["Hộ đầu"], ""),
        (["HY-0009", "HY-0002"], "HY-0010"),
        (["HY-99", "KM-500"], "HY-100"),
        (["N1", "N10", "X"], "N11"),
        (["X", "N1"], ""),
        (["17", "9"], "18"),
    ],
)
def test_the_next_code_follows_the_series_of_the_newest(codes: list[str], following: str) -> None:
    assert next_code(codes) == following


def test_only_what_differs_is_a_change() -> None:
    row = {"village": None, "is_public": None, "chainage_m": None, "code": "A", "area_m2": 5.0}
    same = {"village": "", "is_public": 0, "code": "A", "area_m2": 5}
    assert changed(row, same) == {}
    moved = {"village": "Hạ", "is_public": 1, "chainage_m": 0, "code": "B"}
    assert changed(row, moved) == moved


def test_the_first_that_shares_a_metre_is_named() -> None:
    others = [("A", 0, 100), ("B", 100, 200)]
    assert overlapping((100, 101), others) == ("B", 100, 200)
    assert overlapping((200, 300), others) is None


def test_every_form_asks_for_fields_that_there_are() -> None:
    assert set(FORMS) == set(RETIRABLE) == set(NEEDED)
    for subject, names in FORMS.items():
        assert set(names) <= {*SUBJECTS[subject].names(), *PERSONAL}
        assert set(NEEDED[subject]) <= set(names)
    assert {*BARRED_BY, *SETTLED} <= set(RETIRABLE)


def test_a_refusal_names_some_codes_and_counts_the_rest() -> None:
    assert named(["A", "B"]) == "A, B"
    assert named(list("ABCDEFG")) == "A, B, C, D, E (+2)"
