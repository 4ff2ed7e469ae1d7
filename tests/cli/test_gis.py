"""QGIS sees true geometry on a server with PostGIS, and nobody's name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import shapely
from click.testing import Result

from clearance import create_app
from clearance.geo.crs import WEB
from clearance.rules.records.subjects import PERSONAL
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.upgrade import schema
from tests import engines, given
from tests.offices import an_office


@pytest.fixture
def url() -> str:
    """A database of its own with PostGIS: a machine without it fails here."""
    address = engines.cluster().url(engines.cluster().lease(is_bare=True))
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CREATE EXTENSION postgis")
    return address


@pytest.fixture
def server(url: str, tmp_path: Path) -> Store:
    """An office on that database, its views made by the command."""
    settings = {"CLEARANCE_DATA": str(tmp_path / "data"), "CLEARANCE_DATABASE": url}
    app = create_app(read_settings(settings), clock=lambda: given.NOW)
    store: Store = app.extensions["clearance"].store
    an_office(store, "ham-yen")
    for _ in range(2):
        made = app.test_cli_runner().invoke(args=["postgis"])
        assert made.exit_code == 0, made.output
    return store


def test_without_postgis_the_command_says_what_is_missing(run: Callable[..., Result]) -> None:
    refused = run("postgis")
    assert refused.exit_code == 1
    assert "CREATE EXTENSION postgis" in refused.output


def test_every_shape_is_a_geometry_in_both_systems(server: Store) -> None:
    rows = server.query(
        "SELECT uid, ST_SRID(geom) AS web, ST_SRID(legal_geom) AS legal,"
        " ST_AsBinary(legal_geom) AS wkb FROM clearance_map.parcel ORDER BY uid"
    )
    assert len(rows) == server.value("SELECT COUNT(*) FROM parcel") > 0
    shapes = {r["subject_uid"]: r for r in server.query("SELECT * FROM shape")}
    for row in rows:
        assert (row["web"], row["legal"]) == (WEB, given.CRS)
        assert row["wkb"] == shapely.from_wkb(shapes[row["uid"]]["legal_wkb"]).wkb
    known = server.query(
        "SELECT f_table_name AS name, srid FROM geometry_columns"
        " WHERE f_table_schema = 'clearance_map' AND f_geometry_column = 'geom'"
    )
    assert {row["srid"] for row in known} == {WEB}
    assert "alignment" in {row["name"] for row in known}


def test_a_reader_of_the_views_sees_no_other_table(server: Store, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE ROLE qgis")
        admin.execute("GRANT USAGE ON SCHEMA clearance_map TO qgis")
        admin.execute("GRANT SELECT ON ALL TABLES IN SCHEMA clearance_map TO qgis")
        admin.execute("SET ROLE qgis")
        seen = admin.execute("SELECT * FROM clearance_map.grave").description or ()
        assert not {column.name for column in seen} & {*PERSONAL, "sort_key"}
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            admin.execute("SELECT * FROM identity")
        admin.execute("RESET ROLE")
        admin.execute("DROP OWNED BY qgis")
        admin.execute("DROP ROLE qgis")


def test_a_box_is_found_through_the_index(server: Store) -> None:
    with server.atomic(reads_only=True):
        server.run("SET LOCAL enable_seqscan = off")
        plan = server.query(
            "EXPLAIN SELECT fid FROM clearance_map.parcel"
            f" WHERE geom && ST_MakeEnvelope(0, 0, 1, 1, {WEB})"
        )
    assert "shape_web_geom" in str(plan)


def test_a_new_version_of_the_tables_takes_the_views_away_first(
    server: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Path(shutil.copytree(schema._FOLDER, tmp_path / "migrations"))
    (newer / "9999_next.sql").write_text("ALTER TABLE parcel DROP COLUMN origin;\n", "utf-8")
    monkeypatch.setattr(schema, "_FOLDER", newer)
    schema.migrate(server)
    assert "origin" not in engines.columns(server, "parcel")
    assert server.query("SELECT 1 FROM pg_views WHERE schemaname = 'clearance_map'") == []
