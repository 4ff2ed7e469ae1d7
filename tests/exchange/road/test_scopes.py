"""The scope of works comes with every list and drawing of what can block."""

from pathlib import Path

from tests.exchange.drawings import frame, squares, write_gpkg
from tests.exchange.papers import write_book
from tests.exchange.road.test_things import HOUSES, KNOWN, LINES, listed, patches, text_of
from tests.exchange.taking import applied, plan_of

_HOUSE = ["CT-1", "Nhà sàn", "72,5", "HD-1", "Km1+250 - Km1+262", "trái"]
_LINE = ["HT-1", "Đường dây 35 kV", "Điện lực", "Km1+000", "Km1+200", "phải"]
_SCOPE = "Thuộc phạm vi"


def test_houses_and_lines_of_a_list_have_their_scope(tmp_path: Path) -> None:
    of = (tmp_path / "a.xlsx", "structures", [*HOUSES, _SCOPE])
    plan = listed(*of, [*_HOUSE, "Khu tái định cư"])
    assert [p["scope"] for p in patches(plan, "structure")] == ["resettlement_area"]
    lines = listed(
        tmp_path / "b.xlsx", "utilities", [*LINES, _SCOPE], [*_LINE, "Hành lang hạ tầng"]
    )
    assert [p["scope"] for p in patches(lines, "utility")] == ["utility_corridor"]
    wrong = listed(*of, [*_HOUSE, "bãi đỗ"])
    assert "bãi thải" in text_of(wrong)
    assert wrong.changes == []


def test_a_list_without_the_column_leaves_the_scope_as_it_is(tmp_path: Path) -> None:
    first = listed(tmp_path / "a.xlsx", "structures", [*HOUSES, _SCOPE], [*_HOUSE, "bổ sung"])
    again = listed(tmp_path / "b.xlsx", "structures", HOUSES, _HOUSE, at=applied(first, KNOWN))
    assert again.changes == []


def test_graves_and_drawn_parcels_have_their_scope(tmp_path: Path) -> None:
    head = ["Mã mộ", "Xã", "Nghĩa trang", "Loại mộ", "Lý trình", _SCOPE]
    row = ["M-1", "Xã Thái Sơn", "Đồi Cọ", "mộ đất", "Km1+300", "Bãi thải"]
    graves = plan_of("graves", write_book(tmp_path / "a.xlsx", [head, row]), KNOWN)
    assert [p["scope"] for p in patches(graves, "grave")] == ["spoil"], text_of(graves)
    table = frame(squares(1), so_to=["12"], so_thua=["7"], scope=["bổ sung"])
    parcels = plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", table), KNOWN)
    assert [p["scope"] for p in patches(parcels, "parcel")] == ["added"], text_of(parcels)


def test_a_file_may_belong_to_one_scope_but_for_the_rows_that_say_another(tmp_path: Path) -> None:
    head = ["Mã nhà", "Loại nhà", "Lý trình", "Phạm vi"]
    rows = [["CT-1", "Nhà", "Km1+000", ""], ["CT-2", "Bếp", "Km1+100", "phạm vi chính"]]
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    found = patches(plan_of("structures", path, KNOWN, scope="spoil"), "structure")
    assert [p["scope"] for p in found] == ["spoil", "main"]
    plain = patches(plan_of("structures", path, KNOWN), "structure")
    assert [p.get("scope") for p in plain] == [None, "main"]
