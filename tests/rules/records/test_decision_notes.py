"""Decision notes: two options at least, people asked with their days, a pilot with its review."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.decision_notes import (
    MOST_ASKED,
    RESULTS,
    Asked,
    as_text,
    asked_in,
    by_now,
    last_day,
    options_in,
    wrong_asked,
    wrong_note,
    wrong_review,
)

DAYS = st.dates().map(lambda day: day.isoformat())
PEOPLE = st.builds(Asked, st.sampled_from(["Sở Tài nguyên", "Phòng Tư pháp"]), DAYS)
NOTE = {"options": '["Hỗ trợ", "Chờ"]', "chosen": 1}
GOOD = {"who": "Sở", "asked_on": "2026-11-01", "answered_on": None, "answer": ""}


def note(**fields: Any) -> dict[str, Any]:
    """A note's patch."""
    return NOTE | fields


@pytest.mark.parametrize(
    ("patch", "fault"),
    [
        (note(), None),
        (note(options='["Chỉ một"]'), ("too_few_options", "options")),
        (note(options='["Một", " "]'), ("too_few_options", "options")),
        (note(options='{"a": 1}'), ("too_few_options", "options")),
        (note(options=json.dumps(["x"] * 10)), ("too_few_options", "options")),
        (note(chosen=0), ("bad_value", "chosen")),
        (note(chosen=3), ("bad_value", "chosen")),
        (note(is_pilot=1), ("pilot_needs_day", "review_on")),
        (note(review_on="2027-01-01"), ("pilot_needs_day", "review_on")),
        (note(is_pilot=1, review_on="2027-01-01"), None),
        (note(subject="household"), ("bad_value", "subject_uid")),
        (note(subject="household", subject_uid="h"), None),
        (note(consulted="3"), ("bad_value", "consulted")),
        (note(consulted=json.dumps([GOOD])), None),
    ],
)
def test_a_note_stands_only_when_the_choice_can_be_followed(
    patch: dict[str, Any], fault: tuple[str, str] | None
) -> None:
    assert wrong_note(patch) == fault


@pytest.mark.parametrize(
    "row",
    [
        "Sở",
        {},
        GOOD | {"who": " "},
        GOOD | {"answer": None},
        GOOD | {"asked_on": "hôm qua"},
        GOOD | {"answered_on": "2026-10-31"},
        GOOD | {"answered_on": 7},
        GOOD | {"more": 1},
    ],
)
def test_whoever_was_asked_is_told_with_a_name_and_days_in_order(row: Any) -> None:
    assert wrong_asked({"consulted": json.dumps([GOOD, row])}) == ("bad_value", "consulted")
    assert asked_in(json.dumps([GOOD, row])) == ()


def test_who_has_not_answered_is_told_as_such() -> None:
    assert (
        wrong_asked({"consulted": json.dumps([GOOD, GOOD | {"answered_on": "2026-11-01"}])}) is None
    )
    assert wrong_asked({}) is None
    assert wrong_asked({"consulted": "not json"}) == ("bad_value", "consulted")
    assert wrong_asked({"consulted": json.dumps([GOOD] * (MOST_ASKED + 1))}) is not None


@given(st.lists(PEOPLE))
def test_people_asked_come_back_as_they_were_written(rows: list[Asked]) -> None:
    assert list(asked_in(as_text(rows))) == rows
    assert wrong_asked({"consulted": as_text(rows[:5])}) is None
    assert last_day(rows) == max((r.asked_on for r in rows), default="")


@given(st.lists(PEOPLE))
def test_each_person_asked_is_told_once(rows: list[Asked]) -> None:
    assert {r.who for r in by_now(rows)} == {r.who for r in rows}
    assert len(by_now(rows)) == len({r.who for r in rows})


def test_a_later_word_gives_the_answer_and_keeps_the_day_of_the_question() -> None:
    first = Asked("Sở Tài nguyên", "2026-11-01")
    answer = Asked("sở  tài nguyên", "2026-11-03", "2026-11-10", "Đồng ý hỗ trợ.")
    again = Asked("Sở Tài nguyên", "2026-11-12")
    told = Asked("Sở Tài nguyên", "2026-11-01", "2026-11-10", "Đồng ý hỗ trợ.")
    assert by_now([first, answer]) == by_now([first, answer, again]) == [told]
    assert last_day([first, answer, again]) == "2026-11-12"


def test_options_that_are_no_list_are_none() -> None:
    assert options_in(NOTE["options"]) == ("Hỗ trợ", "Chờ")
    assert options_in(None) == options_in("[1]") == options_in('"x"') == ()


@pytest.mark.parametrize(
    ("patch", "fault"),
    [
        ({}, ("missing_field", "result")),
        ({"result": "stop"}, None),
        ({"result": "continue", "review_on": "2027-01-01"}, ("pilot_needs_day", "review_on")),
        ({"result": "extend"}, ("pilot_needs_day", "review_on")),
        ({"result": "extend", "review_on": "2027-01-01"}, None),
    ],
)
def test_a_review_says_what_becomes_of_the_pilot(
    patch: dict[str, str], fault: tuple[str, str] | None
) -> None:
    assert wrong_review(patch) == fault


def test_every_result_has_words_in_both_languages() -> None:
    assert all(all(asdict(row).values()) or not row.is_open for row in RESULTS.values())
    assert all(row.vi and row.en for row in RESULTS.values())
