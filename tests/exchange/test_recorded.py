"""Imports go through the door, and the second time change nothing."""

import datetime as dt
from pathlib import Path
from typing import Any

import geopandas
import shapely

from clearance.exchange.importing import Wish, make_plan
from clearance.exchange.known import snapshot_of
from clearance.record import record_all
from clearance.rules.people import TERMINAL
from tests import given
from tests.exchange.drawings import EAST, LINE, NORTH, SNAPSHOT, frame, squares, write_gpkg
from tests.exchange.papers import write_book
from tests.exchange.taking import AN, HUONG, MORE, households

NOW = dt.datetime(2025, 12, 1, tzinfo=dt.UTC)


def drawn(path: Path, shapes: list[Any], **columns: Any) -> Path:
    table = geopandas.GeoDataFrame(columns, geometry=shapes, crs=SNAPSHOT.ground.crs)
    return write_gpkg(path, table)


def files(folder: Path) -> list[tuple[str, Path]]:
    """Everything a district would send, in the order it is needed."""
    graves = [["Mã mộ", "Nghĩa trang", "Người mất", "X (Bắc)", "Y (Đông)", "Xã"],
              ["M-1", "Đồi Cọ", "Lê Văn Cụ", NORTH + 120, EAST - 7, "Thái Sơn"]]  # fmt: skip
    paid = [["Mã hộ", "Đã chi trả", "Ngày chi trả"], ["H-02407-12-1", "45.600.000", "07/03/2025"]]
    outline = shapely.box(EAST - 900, NORTH - 10, EAST + 900, NORTH + 9000)
    return [
        ("alignment", drawn(folder / "line.gpkg", [LINE], code=["CT-9"])),
        ("corridor", drawn(folder / "strip.gpkg", [LINE.buffer(30)])),
        ("units", drawn(folder / "units.gpkg", [outline], ma=["02407"], ten=["Thái Sơn"])),
        ("households", households(folder / "a.xlsx", AN, MORE, HUONG)),
        ("parcels", write_gpkg(folder / "parcels.gpkg", frame(squares(3)))),
        ("graves", write_book(folder / "graves.xlsx", graves)),
        ("payments", write_book(folder / "paid.xlsx", paid)),
    ]


def test_every_import_is_recorded_and_a_second_one_changes_nothing(tmp_path: Path):
    store = given.a_store()
    project = {"code": "P", "name": "Đường giả định", "crs": SNAPSHOT.ground.crs, "usable_m": 500}
    clerk = given.registered("person", given.ADMIN.uid, name="quantri", role="admin", is_active=1)
    head = given.registered("project", given.PROJECT, **project)
    record_all(store, [head, clerk], TERMINAL, NOW)
    for target, path in files(tmp_path):
        plan = make_plan(target, Wish(path), snapshot_of(store))
        assert [fault.text() for fault in plan.faults] == []
        assert record_all(store, plan.accepted(), given.ADMIN, NOW)
        again = make_plan(target, Wish(path), snapshot_of(store))
        assert [fault.text() for fault in again.faults] == []
        assert (target, again.changes) == (target, [])
    row = store.first("SELECT * FROM parcel WHERE code = :code", code="02407-12-2")
    assert row is not None
    assert (row["chainage_from_m"], row["side"], row["area_recovered_m2"]) == (25, "left", 400)
    assert store.value("SELECT COUNT(*) FROM parcel WHERE household_uid IS NOT NULL") == 3
    assert store.value("SELECT SUM(paid_vnd) FROM household") == 45_600_000
    store.close()
