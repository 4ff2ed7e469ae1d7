"""Vietnamese names."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.names import (
    LETTERS,
    fold,
    masked_id,
    masked_phone,
    mend_look_alikes,
    nfc,
    sort_key,
)

# Ordered by hand: given name first, then family name, then the middle.
IN_ORDER = [
    "Nguyễn Văn A",
    "Lý Thị An",
    "Nguyễn An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Trần Văn An",
    "Trần Văn Ảnh",
    "Đỗ Thị Ánh",
    "Lê Văn Ăn",
    "Hoàng Văn Ấm",
    "Bàn Văn Ân",
    "Bàn Thị Ấn",
    "Lê Văn Ba",
    "Lê Văn Bà",
    "Lê Văn Bả",
    "Lê Văn Bã",
    "Lê Văn Bá",
    "Lê Văn Bạ",
    "Nông Văn Bằng",
    "Mai Thị Bích",
    "Vũ Thị Cúc",
    "Vũ Thị Dung",
    "Vũ Văn Dũng",
    "Lương Thị Duyên",
    "Dương Văn Đạt",
    "Đặng Văn Đạt",
    "Tạ Văn Đức",
    "Lý Thị Em",
    "Hà Văn Êm",
    "Đỗ Thị Hoa",
    "Đỗ Thị Hòa",
    "Đỗ Văn Hùng",
    "Lê Thị Hương",
    "Đặng Thị Hường",
    "Triệu Văn Khương",
    "Hoàng Văn Long",
    "Hoàng Văn Lợi",
    "Lê Văn Ngọc",
    "Lê Văn Nguyên",
    "Chu Văn Oanh",
    "Chu Văn Ơn",
    "Ma Văn Phúc",
    "Ma Văn Quý",
    "Ma Văn Sơn",
    "Cao Văn Tuấn",
    "Cao Văn Tùng",
    "Cao Văn Tư",
    "Cao Văn Tường",
    "Hứa Thị Uyên",
    "Hứa Thị Ứng",
    "Lê Thị Vân",
    "Lê Thị Xuân",
    "Lê Thị Ý",
    "Lê Thị Yên",
    "Lê Thị Yến",
]


def test_names_sort_by_given_name_in_vietnamese_order():
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_the_tone_decides_only_after_all_letters_of_a_word():
    assert sorted(["Ban", "Bạn", "Bán", "Bang"], key=sort_key) == ["Ban", "Bán", "Bạn", "Bang"]


def test_the_alphabet_has_its_own_order_as_plain_bytes():
    assert sorted(LETTERS, key=lambda letter: sort_key(letter).encode()) == list(LETTERS)


def test_where_the_tone_mark_stands_makes_no_difference():
    assert sort_key("Hoà") == sort_key("Hòa")
    assert fold("Thuý Hoà") == fold("Thúy Hòa") == "thuy hoa"


@given(st.text())
def test_decomposed_text_folds_and_sorts_as_composed(text: str):
    apart = unicodedata.normalize("NFD", nfc(text))
    assert fold(apart) == fold(nfc(text))
    assert sort_key(apart) == sort_key(nfc(text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


def test_folding_removes_marks_and_bars():
    assert fold("  ĐẶNG Thị  Hường ") == "dang thi huong"
    assert fold("\u00d0ặng") == "dang"


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("\u00d0ặng Văn Tư", "Đặng Văn Tư"),
        ("\u0189ỗ", "Đỗ"),
        ("Nguyễn Văn \u0410n", "Nguyễn Văn An"),
        ("L\u00ea V\u0103n T\u200b\u01b0", "Lê Văn Tư"),
        ("\u202eLê Tư\u202c", "Lê Tư"),
        ("Ho\u0430\u0300ng", "Hoàng"),
        ("\uff21\uff2e", "AN"),
    ],
)
def test_look_alike_letters_are_mended_and_told(written: str, mended: str):
    assert mend_look_alikes(written) == (mended, True)


def test_an_ordinary_name_needs_no_mending():
    assert mend_look_alikes("An") == ("An", False)
    assert mend_look_alikes("Đặng Thị Hường") == ("Đặng Thị Hường", False)
    assert mend_look_alikes(unicodedata.normalize("NFD", "Hường")) == ("Hường", False)


def test_masks_show_only_what_they_may():
    assert masked_phone("0912 345 123") == "09****123"
    assert masked_phone("12345") == "****"
    assert masked_phone("") == ""
    assert masked_id("008099001234") == "********1234"
    assert masked_id("1234") == "********"
    assert masked_id("") == ""
