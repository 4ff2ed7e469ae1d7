import pytest

from clearance.rules.basics.search_query import Wanted, fits, read


@pytest.mark.parametrize("text", ["Km12+350", "km 12 + 350", "12+350", "Km12+350,9"])
def test_a_chainage_is_a_place_in_whole_metres(text: str) -> None:
    assert read(text) == Wanted(metres=12350)


@pytest.mark.parametrize(
    "text", ["8/17", " 8 / 17 ", "tờ 8 thửa 17", "To 8, thua 17", "thửa 17 tờ 8", "8 17", "tờ 8/17"]
)
def test_sheet_and_parcel_are_read_however_they_are_written(text: str) -> None:
    assert read(text) == Wanted(sheet="8", parcel="17")


@pytest.mark.parametrize("text", ["Đặng Thị Hường", "hy-0042", "thôn 3", "0900111222", "$17"])
def test_all_else_is_words(text: str) -> None:
    assert read(text) == Wanted(words=text)


def test_a_name_fits_when_each_word_with_its_marks_begins_one_of_its_words() -> None:
    assert fits("đặng hư", "Đặng Thị Hường")
    assert not fits("dang", "Đặng Thị Hường")
    assert not fits("đặng", None)
