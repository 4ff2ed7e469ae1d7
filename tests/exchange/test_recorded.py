"""Imports go through the door, and the second time change nothing."""

import datetime as dt
from pathlib import Path
from typing import Any

import geopandas
import shapely

from clearance.exchange.plans.importing import Wish, make_plan
from clearance.exchange.plans.snapshot import snapshot_of
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store import Store
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
    graves = [
        ["Mã mộ", "Nghĩa trang", "Người mất", "X (Bắc)", "Y (Đông)", "Xã"],
        ["M-1", "Đồi Cọ", "Lê Văn Cụ", NORTH + 120, EAST - 7, "Thái Sơn"],
    ]
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


def decided(store: Store) -> None:
    """The family of the payment list has had its decision, under the law of 2024."""
    row = store.first("SELECT uid, unit_uid FROM household WHERE code = 'H-02407-12-1'")
    assert row
    clerk = given.OFFICE
    area = {"person_uid": clerk.uid, "unit_uid": row["unit_uid"], "valid_from": "2024-01-01"}
    record_all(
        store,
        [
            given.registered("person", clerk.uid, name=clerk.name, role="office", is_active=1),
            given.registered("scope", "area", **area),
        ],
        TERMINAL,
        NOW,
    )
    given.a_photo(store)
    days = (
        "2024-09-02",
        "2024-09-20",
        "2024-09-25",
        "2024-10-01",
        "2024-10-02",
        "2024-11-05",
        "2024-11-20",
        "2024-12-02",
        "2024-12-05",
    )
    patch = {"late_category": next(iter(LATE_CATEGORIES))}
    record_all(
        store,
        [
            given.a_change(
                "household",
                row["uid"],
                code,
                happened_on=day,
                evidence=(given.PHOTO,),
                why="theo biên bản",
                patch=patch,
            )
            for code, day in zip(given.LINE, days, strict=False)
        ],
        clerk,
        NOW,
    )


def test_every_import_is_recorded_and_a_second_one_changes_nothing(tmp_path: Path):
    store = given.a_store()
    project = {"code": "P", "name": "Đường giả định", "crs": SNAPSHOT.ground.crs, "usable_m": 500}
    clerk = given.registered("person", given.ADMIN.uid, name="quantri", role="admin", is_active=1)
    head = given.registered("project", given.PROJECT, **project)
    record_all(store, [head, clerk], TERMINAL, NOW)
    for target, path in files(tmp_path):
        if target == "payments":
            decided(store)
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


def test_a_payment_that_cannot_have_been_is_refused_by_row_before_anything_is_kept(
    tmp_path: Path,
) -> None:
    store = given.a_project(given.a_store())
    given.a_household(store, "h", code="HY-0001")
    given.a_case_at(store, "decision_delivered", "0002")
    paid = [
        ["Mã hộ", "Số tiền được duyệt", "Đã chi trả", "Ngày chi trả"],
        ["HY-0001", None, 150_000_000, "07/03/2025"],
        ["HY-0001", 150_000_000, None, None],
        ["HY-0002", 5, 5, "29/10/2026"],
    ]
    told = []
    for number, row in enumerate(paid[1:]):
        path = write_book(tmp_path / f"{number}.xlsx", [paid[0], row])
        plan = make_plan("payments", Wish(path), snapshot_of(store))
        told += [fault.text() for fault in plan.faults]
        assert plan.changes == []
    assert "dòng 2, cột Đã chi trả: “150000000” hộ HY-0001 chưa có bước “Niêm yết, giao" in told[0]
    assert "hộ HY-0001 chưa có bước “QĐ phê duyệt phương án”" in told[1]
    assert "“2026-10-29” trước bước “Niêm yết, giao quyết định” (2026-10-30)" in told[2]
    assert all("→" in line for line in told)
    fine = write_book(tmp_path / "fine.xlsx", [paid[0], ["HY-0002", 5, 5, "30/10/2026"]])
    plan = make_plan("payments", Wish(fine), snapshot_of(store))
    assert record_all(store, plan.accepted(), given.OFFICE, given.NOW)
    assert given.the(store, "household", "0002")["paid_vnd"] == 5
    assert make_plan("payments", Wish(fine), snapshot_of(store)).changes == []
    store.close()
