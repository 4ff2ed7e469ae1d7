"""Files from and to the terminal."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from flask import Flask

from clearance.exchange.writers.xlsx_out import write_xlsx
from tests.cli.conftest import GEODATA

Run = Callable[..., Result]
_HEAD = ("STT", "Họ và tên chủ hộ", "Thôn", "Xã", "Tờ bản đồ", "Thửa", "Diện tích thu hồi")


def _list(folder: Path, *rows: tuple[object, ...]) -> Path:
    file = folder / "ho.xlsx"
    file.write_bytes(write_xlsx("DANH SÁCH HỘ", _HEAD, rows, []))
    return file


def test_a_list_imported_twice_changes_nothing_the_second_time(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    file = _list(tmp_path, (1, "Đặng Thị Hường", "Thôn 1", "Hùng Đức", "8", "17", "1.234,5"))
    first = office("import", "households", file)
    assert first.exit_code == 0, first.output
    assert "mới: 1 household" in first.output
    head = app.extensions["clearance"].store.value("SELECT MAX(seq) FROM change")
    second = office("import", "households", file)
    assert second.exit_code == 0
    assert "không đổi: 1 household" in second.output
    assert app.extensions["clearance"].store.value("SELECT MAX(seq) FROM change") == head


def test_a_bad_cell_is_named_and_nothing_is_kept(app: Flask, office: Run, tmp_path: Path) -> None:
    file = _list(
        tmp_path,
        (1, "Đặng Thị Hường", "Thôn 1", "Hùng Đức", "8", "17", "1.234,5"),
        (2, "Ma Văn Bình", "Thôn 1", "Hùng Đức", "8", "18", "12a"),
    )
    refused = office("import", "households", file)
    assert refused.exit_code == 1
    assert "12a" in refused.output
    assert app.extensions["clearance"].store.value("SELECT COUNT(*) FROM household") == 0


def test_a_dry_run_keeps_nothing_and_json_tells_programs(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    file = _list(tmp_path, (1, "Đặng Thị Hường", "Thôn 1", "Hùng Đức", "8", "17", "120"))
    told = office("import", "households", file, "--dry-run", "--json")
    assert json.loads(told.stdout)["new"] == {"household": 1, "parcel": 1}
    assert app.extensions["clearance"].store.value("SELECT COUNT(*) FROM household") == 0


def test_without_a_project_nothing_is_imported(run: Run) -> None:
    refused = run("import", "units", GEODATA / "units.geojson")
    assert refused.exit_code == 1
    assert "flask init" in refused.output


def test_an_unknown_column_map_is_told(office: Run, tmp_path: Path) -> None:
    file = _list(tmp_path, (1, "Đặng Thị Hường", "Thôn 1", "Hùng Đức", "8", "17", "120"))
    assert office("import", "households", file, "--map", "không có").exit_code == 1


def test_a_report_is_what_the_page_shows_on_its_day(office: Run, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "json"):
        done = office("report", "communes", "--as-of", "2026-01-01", "-o", tmp_path / f"x.{suffix}")
        assert done.exit_code == 0, done.output
    assert "01/01/2026" in (tmp_path / "x.csv").read_text("utf-8-sig")
    assert office("report", "communes", "-o", tmp_path / "x.doc").exit_code == 1


def test_drawings_go_out_without_people(office: Run, tmp_path: Path) -> None:
    assert office("export", "unit", "-o", tmp_path / "units.gpkg").exit_code == 0
    assert office("export", "unit", "-o", tmp_path / "units.geojson").exit_code == 0
    assert office("export", "grave", "-o", tmp_path / "graves.gpkg").exit_code == 1
    assert office("export", "changes", "-o", tmp_path / "changes.jsonl").exit_code == 0
    assert len((tmp_path / "changes.jsonl").read_text("utf-8").splitlines()) > 20


def test_a_drawing_that_went_out_comes_back_without_a_change(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    office("export", "corridor", "-o", tmp_path / "corridor.gpkg")
    head = app.extensions["clearance"].store.value("SELECT MAX(seq) FROM change")
    done = office("import", "corridor", tmp_path / "corridor.gpkg")
    assert done.exit_code == 0, done.output
    assert app.extensions["clearance"].store.value("SELECT MAX(seq) FROM change") == head


def test_new_cases_are_held_by_whoever_brings_them_in(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    file = _list(tmp_path, (1, "Đặng Thị Hường", "Thôn 1", "Hùng Đức", "8", "17", "1.234,5"))
    stranger = office("import", "households", file, "--by", "ai.do")
    assert stranger.exit_code == 1
    assert "ai.do" in stranger.output
    assert office("import", "households", file, "--by", "admin").exit_code == 0
    store = app.extensions["clearance"].store
    sql = "SELECT p.name FROM turn t JOIN person p ON p.uid = t.holder_uid"
    assert store.value(sql) == "admin"
