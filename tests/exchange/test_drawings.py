"""Drawn parcels: where they land, and what is refused."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
import shapely

from clearance.exchange.files.crs_detection import epsg_of
from clearance.exchange.files.features import read_drawing
from clearance.exchange.lists.drawn_parcels import read_parcels
from clearance.geo import crs as systems
from clearance.rules.basics.faults import Refused
from tests.exchange.drawings import (
    EAST,
    GROUND,
    NORTH,
    frame,
    moved,
    squares,
    write_gpkg,
    write_shapefile,
)

BOW_TIE = shapely.Polygon([(0, 0), (20, 20), (20, 0), (0, 20)])


def faults(path: Path, **more) -> str:
    return "\n".join(fault.text() for fault in read_parcels(path, GROUND, **more).faults)


def test_parcels_land_on_their_side_with_their_own_numbers(tmp_path: Path):
    shapes = [*squares(2), *squares(2, left=False)[1:]]
    path = write_gpkg(
        tmp_path / "a.gpkg", frame(shapes, dien_tich=[400.0] * 3, dt_thuhoi=[1.5] * 3)
    )
    reading = read_parcels(path, GROUND)
    assert reading.faults == []
    assert [row.values["side"] for row in reading.rows] == ["left", "left", "right"]
    first = reading.rows[1].values
    assert (first["chainage_from_m"], first["chainage_to_m"]) == (25, 45)
    assert (first["map_sheet_no"], first["parcel_no"], first["area_recovered_m2"]) == (
        "12",
        "2",
        1.5,
    )
    assert shapely.from_wkb(first["shape"]).equals_exact(shapes[1], 0)
    assert first["crs"] == systems.DEFAULT
    assert first["alignment_uid"] == "line-1"


def test_geojson_is_wgs84_unless_it_says_otherwise(tmp_path: Path):
    table = frame(moved(squares(3), systems.DEFAULT, systems.WGS84), systems.WGS84)
    (tmp_path / "a.geojson").write_text(table.to_json(), "utf-8")
    reading = read_parcels(tmp_path / "a.geojson", GROUND)
    assert reading.faults == []
    assert reading.rows[2].values["chainage_from_m"] in (49, 50)
    plain = json.loads(frame(squares(3)).to_json())
    plain["crs"] = {
        "type": "name",
        "properties": {"name": f"urn:ogc:def:crs:EPSG::{systems.DEFAULT}"},
    }
    (tmp_path / "b.geojson").write_text(json.dumps(plain), "utf-8")
    assert read_parcels(tmp_path / "b.geojson", GROUND).rows[2].values["chainage_from_m"] == 50
    del plain["crs"]
    (tmp_path / "c.geojson").write_text(json.dumps(plain), "utf-8")
    assert "nằm xa tuyến" in faults(tmp_path / "c.geojson")
    assert faults(tmp_path / "c.geojson", crs=systems.DEFAULT) == ""


@pytest.mark.parametrize("keep_cpg", [True, False])
def test_a_zipped_shapefile_with_and_without_its_code_page(tmp_path: Path, keep_cpg: bool):
    table = frame(squares(2), nguon_goc=["Đất khai hoang", "Nhận chuyển nhượng"])
    path = write_shapefile(tmp_path / "a.zip", table, keep_cpg, encoding="UTF-8")
    reading = read_parcels(path, GROUND)
    assert reading.faults == []
    assert reading.rows[0].values["origin"] == "Đất khai hoang"
    assert reading.rows[0].values["chainage_from_m"] == 0


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (9209, "kinh tuyến trục 105°30'"),
        (3405, "VN-2000 UTM múi 48"),
        (32648, "UTM múi 48"),
        (4326, "kinh, vĩ độ"),
    ],
)
def test_coordinates_of_another_system_are_refused_with_its_name(
    tmp_path: Path, source: int, told: str
):
    shapes = moved(squares(20), systems.DEFAULT, source)
    path = write_gpkg(tmp_path / "a.gpkg", frame(shapes))
    text = faults(path)
    assert "nằm xa tuyến hơn 2 km" in text
    assert told in text
    assert f"--crs {source}" in text
    assert faults(path, crs=source) == ""


def test_swapped_axes_are_refused_and_named(tmp_path: Path):
    swapped = [shapely.transform(s, lambda pairs: pairs[:, ::-1]) for s in squares(5)]
    assert "đảo trục" in faults(write_gpkg(tmp_path / "a.gpkg", frame(swapped)))


def test_a_missing_datum_shift_is_refused_and_named(tmp_path: Path):
    degrees = moved(squares(30), systems.DEFAULT, systems.WGS84)
    wrong = moved(degrees, systems.VN2000, systems.DEFAULT)
    assert "220 m" in faults(write_gpkg(tmp_path / "a.gpkg", frame(wrong)))


def test_one_stray_parcel_is_named_alone(tmp_path: Path):
    shapes = [*squares(5), shapely.box(EAST + 9000, NORTH, EAST + 9020, NORTH + 20)]
    reading = read_parcels(write_gpkg(tmp_path / "a.gpkg", frame(shapes)), GROUND)
    assert [fault.row for fault in reading.faults] == [6]


def test_a_declared_system_is_used_and_the_users_word_overrules_it(tmp_path: Path):
    shapes = moved(squares(3), systems.DEFAULT, 9209)
    declared = write_gpkg(tmp_path / "a.gpkg", frame(shapes, 9209))
    reading = read_parcels(declared, GROUND)
    assert reading.faults == []
    assert reading.rows[1].values["chainage_from_m"] == 25
    assert "đã chuyển tọa độ" in reading.notes[0].text()
    wrong = write_gpkg(tmp_path / "b.gpkg", frame(squares(3), 9209))
    reading = read_parcels(wrong, GROUND, crs=systems.DEFAULT)
    assert reading.faults == []
    assert "tệp khai VN-2000 múi 3°, kinh tuyến trục 105°30'" in reading.notes[0].text()


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (shapely.transform(BOW_TIE, lambda p: np.add(p, [EAST, NORTH])), "hình nơ"),
        (shapely.Polygon(), "không có hình"),
        (None, "không có hình"),
        (shapely.Point(EAST, NORTH), "không phải là vùng"),
        (shapely.box(EAST, NORTH, EAST + 9, NORTH), "bằng không"),
        (squares(1)[0].buffer(5, quad_segs=6000), "quá nhiều đỉnh"),
        (shapely.transform(squares(1)[0], lambda p: np.where(p == EAST, np.inf, p)), "phải là số"),
    ],
)
def test_a_shape_that_is_no_parcel_is_refused_by_its_number(tmp_path: Path, shape, reason: str):
    path = write_gpkg(tmp_path / "a.gpkg", frame([squares(1)[0], shape]))
    reading = read_parcels(path, GROUND)
    assert [fault.row for fault in reading.faults] == [2]
    assert reason in reading.faults[0].text()
    assert "thửa 12/2" in reading.faults[0].text()


def test_heights_are_dropped_and_told_and_single_parts_unwrapped(tmp_path: Path):
    shape = shapely.MultiPolygon([shapely.force_3d(squares(1)[0], 50)])
    reading = read_parcels(write_gpkg(tmp_path / "a.gpkg", frame([shape])), GROUND)
    assert "cao độ" in reading.notes[0].text()
    kept = shapely.from_wkb(reading.rows[0].values["shape"])
    assert kept.geom_type == "Polygon"
    assert not kept.has_z


def test_overlaps_and_areas_far_from_the_drawing_are_listed(tmp_path: Path):
    first = squares(1)[0]
    shapes = [first, shapely.transform(first, lambda pairs: np.add(pairs, [0, 10]))]
    reading = read_parcels(
        write_gpkg(tmp_path / "a.gpkg", frame(shapes, dien_tich=[400.0, 900.0])), GROUND
    )
    notes = "\n".join(note.text() for note in reading.notes)
    assert "chồng lên thửa 12/2 200,0" in notes
    assert "diện tích vẽ 400,0" in notes


def test_duplicates_missing_numbers_and_more_taken_than_there_is(tmp_path: Path):
    table = frame(squares(4), dt_thuhoi=[1.0, 2.0, 3.0, 500.0], dien_tich=[400.0] * 4)
    table["so_thua"] = ["1", "1", None, "4"]
    text = faults(write_gpkg(tmp_path / "a.gpkg", table))
    assert "đã có ở hình số 1" in text
    assert "thiếu số tờ hoặc số thửa" in text
    assert "lớn hơn diện tích thửa (400,0" in text


def test_a_layer_must_be_chosen_when_there_are_several(tmp_path: Path):
    path = write_gpkg(tmp_path / "a.gpkg", frame(squares(1)), "một")
    write_gpkg(path, frame(squares(2)), "hai")
    with pytest.raises(Refused, match="chọn một lớp"):
        read_drawing(path)
    assert len(read_parcels(path, GROUND, layer="hai").rows) == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.gpkg", b"SQLite format 3\x00 broken", "không đọc được"),
        ("a.geojson", b'{"type": 1', "sai cấu trúc"),
        ("a.geojson", b'{"a":' * 100_000, "sai cấu trúc"),
        ("a.shp", b"\x00\x00\x27\x0a" + b"\x00" * 100, "đi cùng"),
        ("a.dwg", b"AC1032", "là bản vẽ .dwg"),
        ("a.pdf", b"%PDF-1.7", "không phải GeoPackage"),
    ],
)
def test_files_that_are_no_drawing_are_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=reason):
        read_drawing(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EPSG:9211", 9211),
        ('{"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}', 4326),
        (
            'PROJCS["VN_2000_TM",GEOGCS["VN_2000"],PARAMETER["central_meridian",105.5],'
            'PARAMETER["scale_factor",0.9999]]',
            9209,
        ),
        (
            'PROJCS["x",GEOGCS["WGS 84"],PARAMETER["Central_Meridian",105.0],'
            'PARAMETER["Scale_Factor",0.9996]]',
            32648,
        ),
        ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', 4326),
        ('GEOGCS["VN-2000",DATUM["Vietnam_2000"],AUTHORITY["EPSG","4756"]]', 4756),
        ('LOCAL_CS["máy"]', None),
        ("", None),
    ],
)
def test_declared_systems_are_understood(text: str, code: int | None):
    assert epsg_of(text) == code


def test_five_thousand_parcels_are_read_and_checked_in_time(tmp_path: Path):
    shapes = [
        shapely.box(
            EAST - 20 * (n % 10 + 1),
            NORTH + 20 * (n // 10),
            EAST - 20 * (n % 10),
            NORTH + 20 * (n // 10) + 20,
        )
        for n in range(5000)
    ]
    path = write_gpkg(tmp_path / "a.gpkg", frame(shapes, dien_tich=[400.0] * 5000))
    start = time.perf_counter()
    reading = read_parcels(path, GROUND)
    assert reading.faults == []
    assert time.perf_counter() - start < 30
