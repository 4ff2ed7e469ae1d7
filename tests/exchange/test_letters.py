"""Letters of a file: encodings, old fonts and lost letters are decided for the whole of it."""

from pathlib import Path

import pytest

from clearance.exchange.files.mojibake import mended
from tests.exchange.papers import write_book, write_text
from tests.exchange.taking import plan_of

HEAD = ["STT", "Họ và tên chủ hộ", "Xã", "Thôn", "Số CCCD"]
ROW = [1, "Nguyễn Thị Hường", "Thái Sơn", "Thôn 1", "008090000001"]


def names(path: Path) -> list[str]:
    plan = plan_of("households", path)
    assert [fault.text() for fault in plan.faults] == []
    return [c.patch["full_name"] for c in plan.changes if c.subject == "household"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8"])
def test_a_csv_in_unicode_is_read_with_a_mark_or_without(tmp_path: Path, encoding: str) -> None:
    path = write_text(tmp_path / "a.csv", [HEAD, ROW], encoding=encoding)
    assert names(path) == ["Nguyễn Thị Hường"]


def test_a_file_in_an_old_font_is_read_in_it_header_and_plain_columns_too(tmp_path: Path) -> None:
    head = ["STT", "Hä vµ tªn chñ hé", "X·", "Th«n", "Sè CCCD"]
    row = [1, "NguyÔn ThÞ H\xadêng", "Th¸i S¬n", "Th«n 1", "008090000001"]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", [head, row]))
    assert [fault.text() for fault in plan.faults] == []
    (made,) = [c.patch for c in plan.changes if c.subject == "household"]
    wanted = {"full_name": "Nguyễn Thị Hường", "village": "Thôn 1", "id_number": "008090000001"}
    assert {name: made[name] for name in wanted} == wanted


@pytest.mark.parametrize("name", ["Nguy?n Th? H??ng", "Tr?n V?n", "Nguy\ufffdn Văn Mẫu"])
def test_a_name_with_lost_letters_is_a_fault_never_a_name(tmp_path: Path, name: str) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, [1, name, *ROW[2:]]])
    plan = plan_of("households", path)
    assert [(f.row, f.column) for f in plan.faults] == [(2, "B (Họ và tên chủ hộ)")]
    assert "dấu ?" in plan.faults[0].message


def misread(text: str) -> str:
    """UTF-8 as Windows-1252 shows it; its five open places are control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def test_text_read_in_a_wrong_encoding_is_mended_and_told(tmp_path: Path) -> None:
    spoilt = [[misread(str(cell)) for cell in row] for row in (HEAD, ROW)]
    path = write_book(tmp_path / "a.xlsx", spoilt)
    assert names(path) == ["Nguyễn Thị Hường"]
    assert any("đọc sai bảng mã" in note.message for note in plan_of("households", path).notes)


@pytest.mark.parametrize("text", ["Ãnh", "Nguyễn", "á» là", "São Paulo", "Ä"])
def test_what_is_no_such_text_stays(text: str) -> None:
    assert mended(text) == text


def test_a_note_too_long_to_keep_is_a_fault_not_cut(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [[*HEAD, "Ghi chú"], [*ROW, "dài " * 300]])
    (fault,) = plan_of("households", path).faults
    assert fault.column == "F (Ghi chú)"
    assert "quá 1000 chữ" in fault.message


@pytest.mark.parametrize(
    ("holder", "number", "kept"),
    [
        ("Công ty TNHH Mẫu", "5000123456", "5000123456"),
        ("Công ty TNHH Mẫu", 5000123456, "5000123456"),
        ("Chi nhánh Công ty Mẫu", "5000123456-001", "5000123456-001"),
        ("Nông Văn Mẫu", "008090000001", "008090000001"),
        ("Nông Văn Mẫu", 8090000001, "008090000001"),
    ],
)
def test_an_organisation_has_a_tax_code_a_person_a_personal_number(
    tmp_path: Path, holder: str, number: object, kept: str
) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, [1, holder, "Thái Sơn", "Thôn 1", number]])
    plan = plan_of("households", path)
    assert [fault.text() for fault in plan.faults] == []
    assert [c.patch["id_number"] for c in plan.changes if c.subject == "household"] == [kept]


def test_a_tax_code_of_a_person_is_a_fault_of_its_row(tmp_path: Path) -> None:
    rows = [HEAD, [1, "Nông Văn Mẫu", "Thái Sơn", "Thôn 1", "5000123456"]]
    (fault,) = plan_of("households", write_book(tmp_path / "a.xlsx", rows)).faults
    assert (fault.row, "12 chữ số" in fault.message) == (2, True)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Xã Thái Sơn, huyện Hàm Yên", True),
        ("xã Thái Sơn cũ", True),
        ("Xã Thái Sơn (cũ: Tân Mẫu)", True),
        ("Xã Thái Sơn huyện Hàm Yên tỉnh Tuyên Quang", True),
        ("Thôn 3, Thái Sơn", True),
        ("Xã Tân Mẫu cũ, nay là Thái Sơn", True),
        ("Tân Mẫu (nay thuộc xã Thái Sơn)", True),
        ("Tân Mẫu, nay là xã Lạ", False),
        ("Xã Lạ, huyện Thái Sơn", False),
        ("huyện Thái Sơn", False),
    ],
)
def test_a_commune_is_known_in_an_address(tmp_path: Path, written: str, known: bool) -> None:
    rows = [HEAD, [1, ROW[1], written, *ROW[3:]]]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", rows))
    assert (plan.faults == []) == known
