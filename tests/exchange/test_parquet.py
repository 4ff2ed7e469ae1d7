"""The whole state and journal as GeoParquet: exact, whole or nothing, and nobody's name."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.parquet as pq
import pytest
import shapely

from clearance.exchange.writers import parquet_out
from clearance.exchange.writers.parquet_out import NotOurs, count_rows, write_folder
from clearance.exchange.writers.parquet_tables import PUBLISHED, TABLES
from clearance.geo.crs import WGS84, convert_shapes
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.store import Store
from clearance.store.journal import changes
from tests import given
from tests.offices import FAMILIES, an_office

AS_OF = "2026-11-20T02:00:00.000Z"
#: Subjects about staff and family members, of free text, or the paper the map is drawn upon:
#: they stay in the office.
STAYS = {
    "member",
    "person",
    "scope",
    "column_map",
    "import_run",
    "absence",
    "decision_note",
    "request",
    "base_feature",
    "operation",
    "lineage",
}


@pytest.fixture
def worked() -> Store:
    """An office that has worked, with land whose area is known."""
    store = given.a_store()
    office = an_office(store, "ham-yen")
    land = given.a_shape(shapely.box(400010, 2438200, 400050, 2438260))
    more = office.register(
        "parcel",
        "p9",
        code="T-9",
        unit_uid="a",
        household_uid="h0",
        area_recovered_m2=420.25,
        is_public=1,
        **land,
    )
    member = office.register("member", "m", household_uid="h0", relation="con", birth_year=1987)
    given.record_all(store, [more, member], given.TERMINAL, given.NOW)
    return store


def _stored(value: Any) -> Any:
    """A value of a file as the store writes it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return value.isoformat() if isinstance(value, date) else value


def _told(path: Path, name: str) -> dict[str, Any]:
    return dict(json.loads(pq.read_metadata(path).metadata[name.encode()]))


def test_every_subject_either_leaves_or_stays_on_purpose() -> None:
    assert set(PUBLISHED) | STAYS == set(SUBJECTS)
    assert not set(PUBLISHED) & STAYS
    assert not {c for table in TABLES for c in table.columns} & {*PERSONAL, "why", "device"}


@pytest.mark.parametrize("batch", [2, 20_000])
def test_every_row_leaves_exactly_as_the_store_has_it(
    worked: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(parquet_out, "BATCH", batch)
    ticks: list[int] = []
    assert write_folder(worked, tmp_path / "out", AS_OF, ticks.append) == count_rows(worked)
    assert sum(ticks) == count_rows(worked)
    for table in TABLES:
        rows = pq.read_table(tmp_path / "out" / f"{table.name}.parquet").to_pylist()
        known = worked.query(f"SELECT * FROM {table.name} ORDER BY {table.key}")
        assert len(rows) == len(known)
        exact = set(table.columns) - {"patch", "before"}
        for row, stored in zip(rows, known, strict=True):
            assert {c: _stored(row[c]) for c in exact} == {c: stored[c] for c in exact}


def test_a_shape_leaves_with_its_legal_numbers_and_in_the_system_all_share(
    worked: Store, tmp_path: Path
) -> None:
    write_folder(worked, tmp_path / "out", AS_OF)
    land = geopandas.read_parquet(tmp_path / "out" / "parcel.parquet").set_index("uid")
    assert land.crs == "OGC:CRS84"
    assert land["legal_wkb"].crs.to_epsg() == given.CRS
    for shape in worked.query("SELECT * FROM shape WHERE subject = 'parcel'"):
        row = land.loc[shape["subject_uid"]]
        legal = shapely.from_wkb(shape["legal_wkb"])
        assert row["legal_crs"] == shape["crs"]
        assert row["legal_wkb"].wkb == legal.wkb
        assert row["geometry"].equals(convert_shapes(legal, shape["crs"], WGS84))
    told = _told(tmp_path / "out" / "parcel.parquet", "geo")["columns"]["geometry"]
    assert told["bbox"] == pytest.approx(land.total_bounds.tolist())
    assert told["geometry_types"] == ["Polygon"]


def test_a_file_tells_its_project_its_moment_and_its_journal(worked: Store, tmp_path: Path) -> None:
    write_folder(worked, tmp_path / "out", AS_OF)
    seq, head = changes.head(worked)
    for table in TABLES:
        told = _told(tmp_path / "out" / f"{table.name}.parquet", "clearance")
        assert told["as_of"] == AS_OF
        assert told["projects"][0]["uid"] == "ham-yen-project"
        assert told["projects"][0]["code"] == "HAM-YEN"
        assert told["journal"] == {"seq": seq, "hash": head}
        assert told["rows"] == worked.value(f"SELECT COUNT(*) FROM {table.name}")


def test_nobody_is_named_and_no_free_text_leaves(worked: Store, tmp_path: Path) -> None:
    write_folder(worked, tmp_path / "out", AS_OF)
    secrets = {value for family in FAMILIES for value in given.personal(family).values()}
    secrets |= {"chờ giá", "Ban quản lý", "1987", "Nhà dựng trước mốc"}
    for path in (tmp_path / "out").iterdir():
        words = json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
        assert [secret for secret in secrets if secret in words] == [], path.name


def test_a_patch_keeps_the_fields_that_leave_with_the_state(worked: Store, tmp_path: Path) -> None:
    write_folder(worked, tmp_path / "out", AS_OF)
    rows = pq.read_table(tmp_path / "out" / "change.parquet").to_pylist()
    by_subject = {row["subject"]: row for row in rows if row["fact"] == "registered"}
    assert by_subject["member"]["patch"] is None
    patch = json.loads(by_subject["parcel"]["patch"])
    assert patch["area_recovered_m2"] == 420.25
    assert patch["crs"] == given.CRS
    assert "full_name" in json.loads(by_subject["household"]["patch"])["personal"]


def test_an_interrupted_export_leaves_the_earlier_one(worked: Store, tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    write_folder(worked, tmp_path / "out", AS_OF)
    with pytest.raises(KeyboardInterrupt):
        write_folder(worked, tmp_path / "out", "2026-11-21T00:00:00.000Z", stop)
    assert _told(tmp_path / "out" / "parcel.parquet", "clearance")["as_of"] == AS_OF
    later = "2026-11-22T00:00:00.000Z"
    write_folder(worked, tmp_path / "out", later)
    assert _told(tmp_path / "out" / "parcel.parquet", "clearance")["as_of"] == later
    assert [path.name for path in tmp_path.iterdir() if path.name != "out"] == []


def test_a_folder_with_anything_else_is_left_alone(worked: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thư.txt").write_text("của tôi", "utf-8")
    with pytest.raises(NotOurs):
        write_folder(worked, tmp_path / "out", AS_OF)
    assert (tmp_path / "out" / "thư.txt").read_text("utf-8") == "của tôi"
    with pytest.raises(NotOurs):
        write_folder(worked, tmp_path / "out" / "thư.txt", AS_OF)


def test_an_empty_office_leaves_empty_tables(tmp_path: Path) -> None:
    assert write_folder(given.a_store(), tmp_path / "out", AS_OF) == 0
    assert len(geopandas.read_parquet(tmp_path / "out" / "parcel.parquet")) == 0
