"""Values as people and programs report them: taken only when they are what the field asks for."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.rules.records.fields import Field
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.rules.records.values import LONGEST, fits, is_text, missing_field, wrong_field

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
HOUSEHOLD, PARCEL = SUBJECTS["household"], SUBJECTS["parcel"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", ["", "Đặng Thị Hường", "<b>", "x" * LONGEST], ["x" * (LONGEST + 1), 5, b"x", []]),
        ("text", ["=1+1"], ["a\0b", "\ud800"]),
        ("code", ["HY-0042", "${7*7}"], ["a/b", " HY", "HY ", ".", "..", "HY\n", 7]),
        ("ref", ["uid"], [3, {}]),
        ("int", [0, -5, 2**53 - 1], [2**53, True, 1.0, "1", float("nan")]),
        ("float", [0, 1.5, -2.25], [float("nan"), float("inf"), "1,5", False]),
        ("money", [0, 123456789], [-1, 1.5, "5", True]),
        ("date", ["2026-11-20"], ["20/11/2026", "2026-02-30", "2026-W01-1", 20261120, ""]),
        ("flag", [0, 1, True, False], [2, "1", 1.0, []]),
        ("json", ["[]", '{"a":1}', "null"], ["{", 5, None.__class__, "[" * 100_000, '"\ud800"']),
        (
            "pieces",
            ["[]", '[[0, 5, "left"], [9, 12, "both"]]'],
            [
                "{",
                "5",
                "[5]",
                "[[0, 5]]",
                '[[0, "x", "left"]]',
                '[[0.5, 5, "left"]]',
                '[[0, 5, "bà A"]]',
                None.__class__,
            ],
        ),
    ],
)
def test_each_kind_of_field_takes_what_it_is_for(
    kind: str, good: list[object], bad: list[object]
) -> None:
    field = Field("x", kind)  # type: ignore[arg-type]
    assert [value for value in good if not fits(field, value)] == []
    assert [value for value in bad if fits(field, value)] == []


def test_a_choice_is_one_of_those_offered() -> None:
    side = Field("side", options=("left", "right"))
    assert fits(side, "left")
    assert not fits(side, "middle")
    assert not fits(side, "")


def test_a_field_can_be_emptied_unless_it_is_required() -> None:
    assert fits(Field("village"), None)
    assert not fits(Field("code", required=True), None)
    assert not fits(Field("code", required=True), "")


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
@settings(max_examples=40)
@given(value=ANYTHING)
def test_no_value_whatever_breaks_the_reading_of_a_patch(subject: object, value: object) -> None:
    for name in (*subject.names(), *PERSONAL, "shape", "crs"):  # type: ignore[attr-defined]
        wrong = wrong_field(subject, {name: value})  # type: ignore[arg-type]
        assert wrong is None or wrong[1] == name
        if wrong is None:
            json.dumps(value, allow_nan=False).encode()


def test_the_wrong_field_is_named() -> None:
    assert wrong_field(HOUSEHOLD, {"village": "Trung", "colour": 1}) == ("unknown_field", "colour")
    assert wrong_field(HOUSEHOLD, {"approved_vnd": -1}) == ("bad_value", "approved_vnd")
    assert wrong_field(HOUSEHOLD, {"phone": 900111222}) == ("bad_value", "phone")
    assert wrong_field(HOUSEHOLD, {"phone": "0900111222", "note": None}) is None


def test_only_things_with_a_shape_take_one() -> None:
    assert wrong_field(PARCEL, {"shape": "0101", "crs": 9211}) is None
    assert wrong_field(PARCEL, {"shape": None, "crs": None}) is None
    assert wrong_field(PARCEL, {"shape": 5}) == ("bad_value", "shape")
    assert wrong_field(PARCEL, {"crs": "9211"}) == ("bad_value", "crs")
    assert wrong_field(HOUSEHOLD, {"shape": "0101"}) == ("unknown_field", "shape")


def test_a_registration_names_what_it_leaves_out() -> None:
    assert missing_field(HOUSEHOLD, {"village": "Trung"}) == "code"
    assert missing_field(HOUSEHOLD, {"code": ""}) == "code"
    assert missing_field(HOUSEHOLD, {"code": "HY-1"}) is None


@given(st.text())
def test_every_text_that_is_taken_can_be_kept(text: str) -> None:
    if is_text(text):
        assert text.encode().decode() == text
