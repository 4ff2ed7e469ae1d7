"""Requests: counted late by the day promised, on time by the first day promised."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.requests import ASKERS, BASES, kept, late_by, on_time, wrong_request
from clearance.rules.records.subjects import SUBJECTS

DAYS = st.dates().map(lambda day: day.isoformat())
ROWS = st.lists(st.fixed_dictionaries({"first_due_on": DAYS, "answered_on": st.none() | DAYS}))


@pytest.mark.parametrize(
    ("patch", "fault"),
    [
        ({}, None),
        ({"subject": "segment"}, ("bad_value", "subject_uid")),
        ({"subject": "segment", "subject_uid": "sg"}, None),
        ({"chainage_m": 0}, ("missing_field", "alignment_uid")),
        ({"chainage_m": 0, "alignment_uid": "al"}, None),
    ],
)
def test_a_place_is_named_whole_or_not_at_all(
    patch: dict[str, Any], fault: tuple[str, str] | None
) -> None:
    assert wrong_request(patch) == fault


def test_a_request_is_late_from_the_day_after_the_promise_until_it_is_answered() -> None:
    assert late_by("2026-11-20", None, "2026-11-20") == 0
    assert late_by("2026-11-20", None, "2026-11-23") == 3
    assert late_by("2026-11-20", "2026-11-21", "2026-12-31") == 1


def test_only_those_whose_day_has_come_are_counted() -> None:
    rows = [
        {"first_due_on": "2026-11-10", "answered_on": "2026-11-10"},
        {"first_due_on": "2026-11-10", "answered_on": "2026-11-11"},
        {"first_due_on": "2026-11-10", "answered_on": None},
        {"first_due_on": "2026-11-30", "answered_on": "2026-11-12"},
        {"first_due_on": "2026-11-20", "answered_on": None},
    ]
    assert on_time(rows, "2026-11-20") == (2, 4)


@given(ROWS, DAYS)
def test_those_on_time_are_never_more_than_those_counted(rows: list[Any], today: str) -> None:
    good, counted = on_time(rows, today)
    assert 0 <= good <= counted <= len(rows)
    assert good == sum(kept(r["first_due_on"], r["answered_on"]) for r in rows)


@pytest.mark.parametrize(("field", "table"), [("asker_kind", ASKERS), ("due_basis", BASES)])
def test_the_choices_of_a_request_are_the_rows_of_their_tables(
    field: str, table: dict[str, Any]
) -> None:
    found = SUBJECTS["request"].field(field)
    assert found is not None
    assert found.options == tuple(table)


def test_every_word_is_said_in_both_languages() -> None:
    rows = [*ASKERS.values(), *BASES.values()]
    assert all(row.vi and row.en and row.vi != row.en for row in rows)
