"""Communes merged and divided in a store: figures by units of then and today, and back."""

from pathlib import Path

import geopandas
import pytest
import shapely

from clearance.exchange.operations.units import plan_divide, plan_merge
from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.reports.corridor.communes import by_commune, in_units, is_mixed, total
from clearance.rules.operations.plan import Plan
from clearance.rules.operations.units import NewUnit
from clearance.store import Store
from clearance.store.engine import scope
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    TODAY,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_shape,
    a_store,
    an_obstacle,
    by,
    registered,
    the,
)
from tests.states import dump

WEST, EAST = (shapely.box(low, 2437000, low + 1000, 2449000) for low in (399000, 400000))


@pytest.fixture
def town() -> Store:
    """Two drawn communes; in the first two households with land, one of it undrawn, a grave."""
    store = a_project(a_store())
    for uid, outline in (("a", WEST), ("b", EAST)):
        drawn = a_change("unit", uid, "revised", patch=a_shape(outline))
        assert by(ADMIN, store, drawn).is_accepted
    a_household(store)
    a_household(store, "k")
    a_household(store, "n", "b")
    for uid, east in (("p", 399100), ("q", 399800)):
        box = shapely.box(east, 2438100, east + 40, 2438160)
        a_parcel(store, uid, {"p": "h", "q": "k"}[uid], parcel_no=uid, **a_shape(box))
    a_grave(store, **a_shape(shapely.Point(399200, 2438301)))
    house = registered("structure", "s", code="N-s", unit_uid="a", household_uid="h",
                       parcel_uid="p")  # fmt: skip
    assert by(ADMIN, store, house).is_accepted
    an_obstacle(store, "h")
    return store


def plan_of(kind: str) -> Plan:
    """A plan of that kind with nothing in it."""
    return Plan(kind, TODAY, "NQ 1684", is_dated=False)


def one(store: Store, **areas: str) -> str:
    """Communes a and b made one; both cadres go on unless told."""
    told = {"area-canbo.a": "0", "area-canbo.b": "old"} | areas
    new = NewUnit("02400", "Xã Mới", "ward")
    return carry_out(store, plan_merge(store, plan_of("unit_merge"), ["a", "b"], new, told),
                     ADMIN, NOW)  # fmt: skip


def figures(store: Store, day: str) -> list[tuple[str, int, int]]:
    """Name, households and parcels of the communes that stood on a day."""
    rows = in_units(store, ADMIN, TODAY, TODAY, day)
    return [(row["name"], row["households"], row["parcels"]) for row in rows]


def test_figures_are_asked_by_units_of_then_or_of_today_with_one_total(town: Store) -> None:
    before = total(by_commune(town, ADMIN, TODAY, TODAY))
    one(town)
    assert figures(town, "2026-11-19") == [("Xã A", 2, 2), ("Xã B", 1, 0)]
    assert figures(town, TODAY) == [("Xã Mới", 3, 2)]
    for day in ("2026-11-19", TODAY):
        summed = total(in_units(town, ADMIN, TODAY, TODAY, day))
        assert summed == before
    assert not is_mixed(town, ADMIN, TODAY, TODAY)
    uid = town.value("SELECT uid FROM unit WHERE name = 'Xã Mới'")
    a_household(town, "z", uid, code="HY-z")
    assert is_mixed(town, ADMIN, TODAY, TODAY)
    assert figures(town, "2026-11-19")[-1] == ("", 1, 0)
    assert differences(town) == []


def test_an_area_goes_on_only_by_the_assignment_that_was_chosen(town: Store) -> None:
    one(town)
    uid = town.value("SELECT uid FROM unit WHERE name = 'Xã Mới'")
    assert scope.covers(town, CADRE, uid, TODAY)
    assert scope.covers(town, CADRE, "a", TODAY)
    assert not scope.covers(town, CADRE_B, uid, TODAY)
    assert scope.covers(town, CADRE_B, "b", TODAY)
    assert scope.covers(town, LEADER, uid, TODAY)  # by the district, its parent
    assert the(town, "unit", uid)["kind"] == "ward"


def test_the_outlines_are_united(town: Store) -> None:
    one(town)
    row = town.first("SELECT legal_wkb FROM shape JOIN unit ON uid = subject_uid"
                     " WHERE name = 'Xã Mới'")  # fmt: skip
    assert row
    assert shapely.from_wkb(bytes(row["legal_wkb"])).area == WEST.area + EAST.area


def test_undone_communes_areas_and_cases_are_as_before(town: Store) -> None:
    before = dump(town)
    uid = one(town, **{"area-canbo.b": "end"})
    undo(town, uid, ADMIN, NOW)
    assert dump(town) == before
    assert differences(town) == []


def test_a_case_filed_in_the_new_commune_bars_undoing(town: Store) -> None:
    uid = one(town)
    a_household(town, "z", town.value("SELECT uid FROM unit WHERE name = 'Xã Mới'"), code="HY-z")
    with pytest.raises(Exception, match="dựa vào biến động"):
        undo(town, uid, ADMIN, NOW)


def drawing(path: Path, *shapes: shapely.Geometry, **columns: list[str]) -> tuple[Path, str]:
    """A drawing of the new communes."""
    given = {"ma": ["02411", "02412"], "ten": ["Tây", "Đông"]} | columns
    geopandas.GeoDataFrame(given, geometry=list(shapes), crs=9211).to_file(path, driver="GPKG")
    return path, path.name


HALVES = (shapely.box(399000, 2437000, 399600, 2449000), shapely.box(399600, 2437000, 400000,
          2449000))  # fmt: skip


def test_cases_go_by_a_point_on_their_surface_and_the_rest_is_asked(
    town: Store, tmp_path: Path
) -> None:
    a_household(town, "m", code="HY-m")
    before, counted = dump(town), total(by_commune(town, ADMIN, TODAY, TODAY))
    drawn = drawing(tmp_path / "x.gpkg", *HALVES)
    asked = plan_divide(town, plan_of("unit_split"), "a", drawn, None, {})
    assert {q.code for q in asked.questions} == {"HY-m", "canbo.a"}
    told = {"in-m": "1", "area-canbo.a": "all"}
    plan = plan_divide(town, plan_of("unit_split"), "a", drawn, None, told)
    uid = carry_out(town, plan, ADMIN, NOW)
    rows = {r["code"]: r["uid"] for r in town.query("SELECT code, uid FROM unit")}
    where = {uid: the(town, subject, uid)["unit_uid"] for subject, uid in (
        ("household", "h"), ("household", "k"), ("household", "m"), ("parcel", "p"),
        ("parcel", "q"), ("grave", "g"), ("structure", "s"))}  # fmt: skip
    west, east = rows["02411"], rows["02412"]
    assert where == {"h": west, "p": west, "g": west, "s": west, "k": east, "q": east, "m": east}
    assert town.value("SELECT unit_uid FROM obstacle") == west
    assert total(by_commune(town, ADMIN, TODAY, TODAY)) | {"length_m": 0, "clear_m": 0} == (
        counted | {"length_m": 0, "clear_m": 0})  # fmt: skip
    shares = town.query("SELECT share_area FROM succession ORDER BY share_area")
    assert [row["share_area"] for row in shares] == [0.4, 0.6]
    assert differences(town) == []
    undo(town, uid, ADMIN, NOW)
    assert dump(town) == before


def test_no_drawing_or_a_wrong_one_is_told(town: Store, tmp_path: Path) -> None:
    plan = plan_divide(town, plan_of("unit_split"), "a", None, None, {})
    assert "chưa có bản vẽ" in plan.faults[0].message
    text = tmp_path / "x.gpkg"
    text.write_text("none", "utf-8")
    assert plan_divide(town, plan_of("unit_split"), "a", (text, "x.gpkg"), None, {}).faults
    bare = drawing(tmp_path / "y.gpkg", *HALVES, ten=["", ""])
    assert plan_divide(town, plan_of("unit_split"), "a", bare, None, {}).faults


def test_undrawn_communes_have_no_common_outline(town: Store) -> None:
    bare = a_project(a_store())
    new = NewUnit("02409", "Xã Mới")
    told = {"area-canbo.a": "0", "area-canbo.b": "0"}
    plan = plan_merge(bare, plan_of("unit_merge"), ["a", "b"], new, told)
    assert "shape" not in plan.changes[0].patch
    assert plan.is_ready
