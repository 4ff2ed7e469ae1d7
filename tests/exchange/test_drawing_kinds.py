"""Drawings of the programs offices use: Google Earth, MapInfo, AutoCAD, GPS receivers."""

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely

from clearance.exchange.files.features import read_drawing, system_of
from clearance.exchange.lists.drawn_parcels import read_parcels
from clearance.exchange.plans.importing import Wish, make_plan
from clearance.geo import crs as systems
from clearance.rules.basics.faults import Refused
from tests.exchange.drawings import EAST, GROUND, NORTH, SNAPSHOT, frame, moved, squares


def zipped(folder: Path, name: str) -> Path:
    """All files of a folder in one zip beside it."""
    target = folder.parent / f"{name}.zip"
    with zipfile.ZipFile(target, "w") as box:
        for file in sorted(folder.iterdir()):
            box.write(file, file.name)
    return target


def kml(folder: Path) -> Path:
    shapes = moved(squares(3), systems.DEFAULT, systems.WGS84)
    path = folder / "thua.kml"
    frame(shapes, systems.WGS84).to_file(path, driver="KML")
    return path


def kmz(folder: Path) -> Path:
    inner, path = kml(folder), folder / "thua.kmz"
    with zipfile.ZipFile(path, "w") as box:
        box.write(inner, "doc.kml")
    return path


def mapinfo(folder: Path, suffix: str) -> Path:
    inside = folder / suffix
    inside.mkdir()
    frame(squares(3)).to_file(inside / f"thua.{suffix}", driver="MapInfo File")
    return zipped(inside, suffix)


def dxf_text(*entities: str) -> str:
    return "\n".join(["0\nSECTION\n2\nENTITIES", *entities, "0\nENDSEC\n0\nEOF\n"])


def outline(shape: shapely.Polygon, layer: str = "RANH") -> str:
    corners = list(shape.exterior.coords)[:-1]
    points = "\n".join(f"10\n{x:.3f}\n20\n{y:.3f}" for x, y in corners)
    head = f"0\nLWPOLYLINE\n100\nAcDbEntity\n8\n{layer}\n100\nAcDbPolyline"
    return f"{head}\n90\n{len(corners)}\n70\n1\n{points}"


def writing(at: shapely.Point, words: str, layer: str = "SO_THUA") -> str:
    head = f"0\nTEXT\n100\nAcDbEntity\n8\n{layer}\n100\nAcDbText"
    return f"{head}\n10\n{at.x:.3f}\n20\n{at.y:.3f}\n40\n2.5\n1\n{words}"


def dxf(folder: Path, *more: str) -> Path:
    shapes = squares(3)
    numbers = [writing(s.centroid, f"12/{n + 1}") for n, s in enumerate(shapes)]
    path = folder / "thua.dxf"
    path.write_text(dxf_text(*map(outline, shapes), *numbers, *more))
    return path


MAKERS = {
    "kml": kml,
    "kmz": kmz,
    "tab": lambda folder: mapinfo(folder, "tab"),
    "mif": lambda folder: mapinfo(folder, "mif"),
    "dxf": dxf,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_three_parcels_are_read_from_the_drawing_of_any_program(tmp_path: Path, kind: str) -> None:
    reading = read_parcels(MAKERS[kind](tmp_path), GROUND)
    assert [f.text() for f in reading.faults] == []
    found = [(r.values["map_sheet_no"], r.values["parcel_no"]) for r in reading.rows]
    assert found == [("12", "1"), ("12", "2"), ("12", "3")]
    starts = [r.values["chainage_from_m"] for r in reading.rows]
    assert starts == pytest.approx([0, 25, 50], abs=1)  # MapInfo keeps centimetres, KML degrees
    drawn = shapely.from_wkb([r.values["shape"] for r in reading.rows])
    assert shapely.area(drawn) == pytest.approx([400] * 3, abs=1)


def test_a_gpx_track_is_a_centreline(tmp_path: Path) -> None:
    line = moved([shapely.LineString([(EAST, NORTH), (EAST, NORTH + 9_000)])],
                 systems.DEFAULT, systems.WGS84)  # fmt: skip
    points = "".join(f'<trkpt lat="{y}" lon="{x}"/>' for x, y in line[0].coords)
    path = tmp_path / "tim.gpx"
    path.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="may" '
        'xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><name>Tim</name><trkseg>{points}</trkseg></trk></gpx>"
    )
    features = read_drawing(path)
    assert len(features.shapes) == 1
    assert features.declared == systems.WGS84


@pytest.mark.parametrize("target", ["graves", "households"])
def test_a_drawing_where_a_list_belongs_is_called_a_drawing(tmp_path: Path, target: str) -> None:
    (fault,) = make_plan(target, Wish(kml(tmp_path)), SNAPSHOT).faults
    assert "là bản vẽ, mục này nhận danh sách" in fault.text()


def test_a_layer_of_a_dxf_is_chosen_when_several_have_shapes(tmp_path: Path) -> None:
    path = dxf(tmp_path, outline(shapely.box(EAST, NORTH, EAST + 90, NORTH + 90), "KHUNG"))
    with pytest.raises(Refused, match="chọn một lớp: KHUNG, RANH"):
        read_drawing(path)
    assert len(read_drawing(path, layer="RANH").shapes) == 3
    with pytest.raises(Refused, match="không có lớp THUA"):
        read_drawing(path, layer="THUA")


def test_two_numbers_in_one_outline_of_a_dxf_are_not_guessed(tmp_path: Path) -> None:
    first = squares(1)[0]
    path = dxf(tmp_path, writing(shapely.Point(first.centroid.x + 3, first.centroid.y), "12/9"))
    features = read_drawing(path)
    assert features.columns["Tờ/thửa"] == [None, "12/2", "12/3"]
    assert features.columns["Chữ trong hình"][0] == "12/1; 12/9"


@pytest.mark.parametrize("words", [[], ["1", "2", "3"], ["12/1", "12/2"]])
def test_parcels_without_sheet_and_number_are_faults_by_row(tmp_path: Path, words: list[str]):
    shapes = squares(3)
    texts = [writing(s.centroid, told) for s, told in zip(shapes, words, strict=False)]
    path = tmp_path / "a.dxf"
    path.write_text(dxf_text(*map(outline, shapes), *texts))
    plan = make_plan("parcels", Wish(path), SNAPSHOT)
    bare = [n for n, _ in enumerate(shapes, 1) if "/" not in "".join(words[n - 1 : n])]
    missing = [f.row for f in plan.faults if "thiếu số tờ hoặc số thửa" in f.message]
    assert (missing, plan.changes) == (bare, [])


def test_a_dxf_without_closed_lines_has_no_parcels(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    path.write_text(dxf_text(writing(shapely.Point(EAST, NORTH), "12/1")))
    with pytest.raises(Refused, match="không có lớp hình nào"):
        read_drawing(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.kml", b'<!DOCTYPE k [<!ENTITY a "b">]><kml/>', "gọi đến tệp khác"),
        ("a.tab", b"!table\n!version 300\n", "đi cùng tệp .dat"),
        ("a.mif", b'Version 300\nCharset "Neutral"\nColumns 0\n', "đi cùng tệp .mid"),
        ("a.dwg", b"AC1032", "lưu lại thành .dxf"),
        ("a.dgn", b"\x08\x09\xfe\x02\x00", "là bản vẽ .dgn"),
    ],
)
def test_a_drawing_that_cannot_be_opened_alone_is_refused_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=reason):
        read_drawing(tmp_path / name)


def test_a_seamless_table_of_mapinfo_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(mapinfo(tmp_path, "tab")) as box:
        inside = {name: box.read(name) for name in box.namelist()}
    inside["thua.tab"] += b'\nbegin_metadata\n"\\IsSeamless" = "TRUE"\nend_metadata\n'
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as box:
        for name, content in inside.items():
            box.writestr(name, content)
    with pytest.raises(Refused, match="gọi đến tệp khác"):
        read_drawing(path)


def shapefile(folder: Path, encoding: str, declared: str | None, **columns: list[str]) -> Path:
    """A zipped Shapefile whose text is in one encoding and whose .cpg says another."""
    inside = folder / "shp"
    inside.mkdir()
    frame(squares(3), **columns).to_file(inside / "thua.shp", encoding=encoding)
    cpg = inside / "thua.cpg"
    cpg.unlink(missing_ok=True)
    if declared is not None:
        cpg.write_text(declared)
    path = zipped(inside, "shp")
    shutil.rmtree(inside)
    return path


@pytest.mark.parametrize(
    ("encoding", "declared", "note"),
    [
        ("UTF-8", "1258", "chữ là UTF-8"),
        ("UTF-8", "UTF-8", ""),
        ("UTF-8", None, ""),
        ("ISO-8859-1", "UTF-8", "chữ không phải thế"),
        ("ISO-8859-1", "ISO-8859-1", ""),
        ("ISO-8859-1", "bảng mã lạ", "chữ không phải thế"),
    ],
)
def test_the_letters_of_a_dbf_decide_not_what_its_cpg_says(
    tmp_path: Path, encoding: str, declared: str | None, note: str
) -> None:
    written = "Đất vườn" if encoding == "UTF-8" else "Cà Ná"
    path = shapefile(tmp_path, encoding, declared, ghi_chu=[written] * 3)
    features = read_drawing(path)
    assert features.columns["ghi_chu"] == [written] * 3
    assert [note in told for told in features.notes] == ([True] if note else [])


def test_a_drawing_in_another_datum_is_named_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "hn72.gpkg"
    frame(squares(3), 2044).to_file(path)
    with pytest.raises(Refused, match=r"Hanoi 1972.*không phải VN-2000"):
        system_of(read_drawing(path), None, systems.DEFAULT)
    assert system_of(read_drawing(path), systems.DEFAULT, systems.DEFAULT)[0] == systems.DEFAULT
    plan = make_plan("parcels", Wish(path, path.name), SNAPSHOT)
    assert [("Hanoi 1972" in f.message, not plan.changes) for f in plan.faults] == [(True, True)]


@pytest.mark.parametrize("stated", ["EPSG:9211", "EPSG:4326", "EPSG:3857", "vẽ tay"])
def test_systems_of_our_datums_and_words_are_not_foreign(stated: str) -> None:
    assert systems.foreign(stated) == ""


def test_shapes_of_a_kmz_lie_where_the_gpkg_has_them(tmp_path: Path) -> None:
    frame(squares(3)).to_file(tmp_path / "a.gpkg")
    one = read_parcels(tmp_path / "a.gpkg", GROUND).rows
    other = read_parcels(kmz(tmp_path), GROUND).rows
    shapes = [shapely.from_wkb([r.values["shape"] for r in rows]) for rows in (one, other)]
    assert np.max(shapely.hausdorff_distance(*shapes)) < 0.02
