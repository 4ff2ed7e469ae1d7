"""Personal numbers, tax codes and telephones as offices write them."""

import pytest

from clearance.rules.basics.person_numbers import (
    id_of_holder,
    personal_number,
    phone_numbers,
    tax_code,
)


@pytest.mark.parametrize(
    ("text", "is_number", "kept"),
    [
        ("008090000001", False, "008090000001"),
        ("'008 090 000 001", False, "008090000001"),
        ("8090000001", True, "008090000001"),
        ("111222333", False, "111222333"),
        ("không có", False, None),
    ],
)
def test_a_personal_number_has_twelve_digits_or_the_old_nine(
    text: str, is_number: bool, kept: str | None
) -> None:
    assert personal_number(text, is_number=is_number) == kept


@pytest.mark.parametrize(("text", "why"), [("8090000001", "12 chữ số"), ("8,09e+9", "dạng mũ")])
def test_another_number_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        personal_number(text)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("5000123456", "5000123456"),
        ("5000123456-001", "5000123456-001"),
        ("5000123456001", "5000123456-001"),
        (5000123456, 5000123456),
        (8.09e9, 8090000000),
        (True, None),
        (12.5, None),
        ("500012345", None),
    ],
)
def test_a_tax_code_is_text_of_ten_digits_a_branch_has_three_more(
    value: object, code: str | int | None
) -> None:
    assert tax_code(value) == code


def test_the_holder_decides_what_a_number_is() -> None:
    assert id_of_holder(5000123456, is_organisation=True) == "5000123456"
    assert id_of_holder("001090000001", is_organisation=True) == "001090000001"
    assert id_of_holder("5000123456-001", is_organisation=True) == "5000123456-001"
    assert id_of_holder(8090000001, is_organisation=False) == "008090000001"
    assert id_of_holder("008090000001", is_organisation=False) == "008090000001"
    with pytest.raises(ValueError, match="12 chữ số"):
        id_of_holder("5000123456", is_organisation=False)


@pytest.mark.parametrize(
    ("text", "is_number", "kept"),
    [
        ("0912 345 678", False, "0912345678"),
        ("912345678", True, "0912345678"),
        ("+84912345678; 0987.654.321", False, "0912345678, 0987654321"),
        ("chưa có", False, None),
    ],
)
def test_telephones(text: str, is_number: bool, kept: str | None) -> None:
    assert phone_numbers(text, is_number=is_number) == kept


def test_a_telephone_of_too_few_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="10 chữ số"):
        phone_numbers("0912")
