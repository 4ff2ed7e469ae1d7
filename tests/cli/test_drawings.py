"""Drawings out of a hub: offices of two zones stay where they are, to the centimetre."""

from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely
from flask import Flask

from clearance.exchange.writers.drawing_out import SeveralSystems, write_drawing
from clearance.geo.crs import WGS84, convert_shapes
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.journal import meta
from tests import given
from tests.offices import Builder, taken

#: The VN-2000 zone of each office, and a plot of each in its own numbers.
ZONES = {"north": given.CRS, "south": given.CRS + 3}
PLOTS = {
    "north": shapely.box(400010.123, 2438200.456, 400050.789, 2438260.012),
    "south": shapely.box(400123.321, 2301200.654, 400150.987, 2301260.21),
}
CENTIMETRE = 0.01


def fill(hub: Store) -> Store:
    """A hub that has taken both offices, whose codes are the same."""
    for name, plot in PLOTS.items():
        office = Builder(given.a_store(), name)
        record_all(office.store, office.ground(), TERMINAL, given.NOW)
        drawn = {"shape": shapely.to_wkb(plot, hex=True), "crs": ZONES[name]}
        land = office.register(
            "parcel", "p", code="T-9", unit_uid="a", area_recovered_m2=1.5, **drawn
        )
        project = office.change("project", "project", "revised", patch={"code": "DA"})
        record_all(office.store, [land, project], TERMINAL, given.NOW)
        taken(hub, office.store)
    return hub


@pytest.fixture
def hub() -> Store:
    """The hub in memory."""
    return fill(given.a_store())


def test_a_hub_keeps_the_zone_of_its_own_project(hub: Store) -> None:
    own = {"code": "TT", "name": "Trung tâm", "crs": ZONES["south"]}
    made = Change("project", "z-own", "registered", own, project_uid="z-own")
    record_all(hub, [made], TERMINAL, given.NOW)
    assert meta.project_crs(hub) == ZONES["south"]


def off(shape: shapely.Geometry, name: str, crs: int) -> float:
    """How far (m, or degrees) the shape lies from the office's plot carried into `crs`."""
    return float(shapely.hausdorff_distance(shape, convert_shapes(PLOTS[name], ZONES[name], crs)))


def test_each_zone_has_a_layer_with_its_legal_numbers(hub: Store, tmp_path: Path) -> None:
    file = tmp_path / "thua.gpkg"
    for _ in range(2):
        assert write_drawing(hub, "parcel", file) == 2
    layers = {f"thua_{ZONES[name]}": name for name in ZONES}
    assert {layer for layer, _ in pyogrio.list_layers(file)} == set(layers)
    for layer, name in layers.items():
        table = geopandas.read_file(file, layer=layer)
        assert table.crs.to_epsg() == ZONES[name]
        assert off(table.geometry[0], name, ZONES[name]) == 0


def test_both_zones_carried_into_one_are_right_to_the_centimetre(
    hub: Store, tmp_path: Path
) -> None:
    for name, crs in ZONES.items():
        write_drawing(hub, "parcel", tmp_path / f"{name}.shp", crs)
        table = geopandas.read_file(tmp_path / f"{name}.shp")
        assert table.crs.to_epsg() == crs
        for own, row in zip(ZONES, table.sort_values("project_id").itertuples(), strict=True):
            assert off(row.geometry, own, crs) < CENTIMETRE


def test_geojson_is_wgs84_and_tells_whose_each_thing_is(hub: Store, tmp_path: Path) -> None:
    write_drawing(hub, "parcel", tmp_path / "x.geojson", ZONES["south"])
    table = geopandas.read_file(tmp_path / "x.geojson").set_index("project_uid")
    assert table.crs.to_epsg() == WGS84
    assert set(table["project"]) == {"DA"}
    assert set(table["unit"]) == {"02400"}
    for name in ZONES:
        assert off(table.geometry[f"{name}-project"], name, WGS84) < CENTIMETRE / 111_000


def test_a_file_of_one_layer_takes_no_two_zones(hub: Store, tmp_path: Path) -> None:
    with pytest.raises(SeveralSystems) as refused:
        write_drawing(hub, "parcel", tmp_path / "x.shp")
    assert refused.value.systems == tuple(sorted(ZONES.values()))
    assert list(tmp_path.iterdir()) == []


def test_the_terminal_says_what_to_do(app: Flask, tmp_path: Path) -> None:
    fill(app.extensions["clearance"].store)
    runner = app.test_cli_runner()
    words = ["export", "parcel", "-o", str(tmp_path / "x.shp")]
    refused = runner.invoke(args=words)
    assert refused.exit_code == 1
    assert f"--crs {min(ZONES.values())}" in refused.output
    assert runner.invoke(args=[*words, "--crs", str(min(ZONES.values()))]).exit_code == 0
    unknown = runner.invoke(args=[*words, "--crs", "27700"])
    assert unknown.exit_code == 1
    assert "EPSG:27700" in unknown.output
