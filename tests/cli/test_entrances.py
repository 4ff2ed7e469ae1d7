"""A whole road from lists and drawings at the terminal, and out of it into an empty project."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from click.testing import Result
from flask import Flask

from clearance import create_app
from clearance.demo import geodata
from clearance.exchange.writers.csv_out import write_csv
from clearance.record.replay import differences
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.cases.snapshot import list_known
from tests import engines
from tests.cli.conftest import GEODATA
from tests.given import NOW

Run = Callable[..., Result]
HOUSEHOLDS = (("Mã hộ", "Họ và tên chủ hộ", "Xã", "Tờ bản đồ", "Thửa"),
              [("HD-1", "Bàn Thị Mẩy", "Hùng Đức", "9", "41")])  # fmt: skip
PACKAGES = (("Mã gói", "Nhà thầu", "Lý trình đầu", "Lý trình cuối", "Đoạn liền tối thiểu"),
            [("XL1", "Công ty Sông Gió", "Km0+000", "Km8+200", 300),
             ("XL2", "Công ty Đá Trắng", "Km8+200", "Km48+000", "")])  # fmt: skip
SEGMENTS = (("Đoạn", "Gói thầu", "Lý trình", "Ngày cần mặt bằng", "Ngày cam kết"),
            [("XL1-01", "XL1", "Km0+000 - Km4+000", "30/06/2027", "15/06/2027"),
             ("XL1-02", "XL1", "Km4+000 - Km8+200", "30/07/2027", "")])  # fmt: skip
STRUCTURES = (("Mã nhà", "Loại nhà", "Diện tích", "Mã hộ", "Tờ", "Thửa", "Lý trình", "Phía"),
              [("CT-1", "Nhà sàn", "72,5", "HD-1", "9", "41", "Km1+250 - Km1+262", "trái"),
               ("CT-2", "Bếp", "20", "HD-1", "", "", "Km1+270", "")])  # fmt: skip
UTILITIES = (("Mã", "Hạng mục", "Chủ quản lý", "Lý trình đầu", "Lý trình cuối", "Bên"),
             [("HT-1", "Đường dây 35 kV", "Điện lực", "Km2+000", "Km2+400", "P")])  # fmt: skip
COUNTS = {"package": 2, "segment": 2, "structure": 2, "utility": 1}


def lists(folder: Path, run: Run, *targets: str) -> None:
    for target in targets:
        head, rows = globals()[target.upper()]
        file = folder / f"{target}.csv"
        file.write_bytes(write_csv(head, rows))
        done = run("import", target, file)
        assert done.exit_code == 0, done.output


def drawing(folder: Path) -> Path:
    """A house and a cable drawn where the road has its first kilometres."""
    land = geodata.read()
    ((x, y),) = land.alignment.point_at([1500], 10)
    house = shapely.box(x - 5, y - 5, x + 5, y + 5)
    frame = geopandas.GeoDataFrame({"code": ["CT-1"]}, geometry=[house], crs=9211)
    frame.to_file(folder / "nha.gpkg")
    return folder / "nha.gpkg"


def facts(store: Store, subject: str) -> dict[str, Any]:
    """The rows of a subject by code, links by the code of what they name."""
    linked = ("package", "alignment", "unit", "household", "parcel")
    names = {row["uid"]: row["code"] for name in linked for row in list_known(store, name)}
    return {
        row["code"]: {k: names.get(v) if k.endswith("_uid") else v for k, v in row.items()
                      if k not in ("uid", "project_uid", "version", "holder_uid")}
        for row in list_known(store, subject)
    }  # fmt: skip


@pytest.fixture
def elsewhere(tmp_path: Path) -> Flask:
    """Another office's empty data folder."""
    settings = read_settings(engines.settings(tmp_path / "elsewhere"))
    return create_app(settings, clock=lambda: NOW)


def test_a_road_comes_from_lists_and_goes_out_into_an_empty_project(
    app: Flask, office: Run, elsewhere: Flask, tmp_path: Path
) -> None:
    lists(tmp_path, office, "households", "packages", "segments", "structures", "utilities")
    assert office("import", "structures", drawing(tmp_path)).exit_code == 0
    store: Store = app.extensions["clearance"].store
    assert differences(store) == []
    assert office("check").exit_code == 0
    for name in ("packages.xlsx", "segments.csv", "structures.xlsx", "utilities.csv"):
        done = office("export", name.split(".")[0], "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
    assert office("export", "structures", "-o", tmp_path / "drawn.gpkg").exit_code == 0
    runner = elsewhere.test_cli_runner()

    def there(*words: Any) -> None:
        done = runner.invoke(args=[str(word) for word in words])
        assert done.exit_code == 0, done.output

    there("init", "--project", "Nơi khác")
    for target in ("alignment", "corridor", "units"):
        there("import", target, GEODATA / f"{target}.geojson")
    there("import", "households", tmp_path / "households.csv")
    for name in ("packages.xlsx", "segments.csv", "structures.xlsx", "utilities.csv"):
        there("import", name.split(".")[0], tmp_path / name)
    there("import", "structures", tmp_path / "drawn.gpkg")
    other: Store = elsewhere.extensions["clearance"].store
    for subject, count in COUNTS.items():
        assert facts(other, subject) == facts(store, subject)
        assert len(facts(store, subject)) == count
    assert differences(other) == []


def test_the_lists_may_come_before_the_road(app: Flask, run: Run, tmp_path: Path) -> None:
    assert run("init", "--project", "Thử").exit_code == 0
    assert run("import", "units", GEODATA / "units.geojson").exit_code == 0
    lists(tmp_path, run, "packages", "segments")
    assert run("import", "alignment", GEODATA / "alignment.geojson").exit_code == 0
    store: Store = app.extensions["clearance"].store
    for subject in ("package", "segment"):
        assert store.value(f"SELECT COUNT(*) FROM {subject} WHERE alignment_uid IS NULL") == 0
    lists(tmp_path, run, "packages", "segments")
    assert differences(store) == []


def test_a_template_is_written_and_comes_back_without_a_change(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    assert run("import", "segments", "--template", file).exit_code == 0
    assert file.stat().st_size > 5_000
    assert run("import", "outbox", "--template", file).exit_code == 1
    assert run("import", "segments").exit_code == 2


def test_what_has_no_shape_is_written_as_a_list_only(office: Run, tmp_path: Path) -> None:
    refused = office("export", "packages", "-o", tmp_path / "goi.gpkg")
    assert refused.exit_code == 1
    assert ".csv, .xlsx" in refused.output
    assert office("export", "utilities", "-o", tmp_path / "ha-tang.gpkg").exit_code == 1
