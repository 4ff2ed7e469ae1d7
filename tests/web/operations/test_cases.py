"""Operations on cases and the road at the pages: parcels, households, a revised design."""

import re
from collections.abc import Callable
from pathlib import Path

import geopandas
import shapely

from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    FAMILY_A,
    FAMILY_B,
    OFFICE,
    a_change,
    by,
    step,
    the,
)
from tests.web.conftest import Person

As = Callable[..., Person]


def recorded(person: Person, kind: str, form: dict[str, str]):
    """See the preview of an operation, then record it."""
    url = f"/operations/new/{kind}"
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', person.send(url, form).text)
    assert shown
    return person.send(url, {**form, "seen": shown[1], "go": "record"}, True)


SPLIT = "/operations/new/parcel_split"
PARTS = {
    "parcel": "T-p", "on_date": "2026-11-20", "document": "Trích đo 7",
    "parts-0-parcel_no": "101", "parts-0-area_total": "500", "parts-0-area_recovered": "220,5",
    "parts-1-parcel_no": "102", "parts-1-area_total": "400", "parts-1-area_recovered": "200",
    "parts-1-household": "HY-0077",
}  # fmt: skip


def split(person: Person, **more: str):
    """See the preview of a split, then record it."""
    page = person.send(SPLIT, PARTS | more).text
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', page)
    seen = shown[1] if shown else ""
    return person.send(SPLIT, {**PARTS, **more, "seen": seen, "go": "record"}, True)


def test_a_parcel_is_split_from_its_own_page(as_: As, store: Store) -> None:
    admin = as_("admin")
    assert "parcel_split?parcel=T-p" in admin.read("/parcels/T-p")
    assert 'value="T-p"' in admin.read("/operations/new/parcel_split?parcel=T-p")
    report = split(admin)
    assert "Đã ghi biến động" in report.text
    assert "900,0" in report.text
    page = admin.read("/parcels/02400-8-101")
    assert "Thành từ:" in page
    assert "T-p" in page
    gone = admin.get("/parcels/T-p")
    assert gone.status_code == 404
    assert "/parcels/02400-8-102" in gone.text
    assert as_("cadre").get("/parcels/T-q").status_code == 404


def test_a_new_parcel_shows_what_was_reported_of_the_old_one(as_: As, store: Store) -> None:
    noted = a_change("parcel", "p", "noted", why="Ranh phía đông đã thống nhất")
    assert by(OFFICE, store, noted).is_accepted
    split(as_("admin"))
    assert "Ranh phía đông đã thống nhất" in as_("office").read("/parcels/02400-8-101")


def test_unknown_codes_and_areas_are_named_beside_their_fields(as_: As, store: Store) -> None:
    admin = as_("admin")
    page = admin.send(SPLIT, PARTS | {"parcel": "T-xyz"})
    assert page.status_code == 422
    assert "Không có mã T-xyz" in page.text
    assert "Không có mã HY-9" in admin.send(SPLIT, PARTS | {"parts-1-household": "HY-9"}).text
    wrong = admin.send(SPLIT, PARTS | {"parts-0-area_total": "năm trăm"})
    assert wrong.status_code == 422
    assert "không phải là số" in wrong.text
    short = admin.send(SPLIT, PARTS | {"parts-0-area_total": "499"})
    assert "lệch 1,0" in short.text


def test_more_rows_are_added_for_more_parts(as_: As) -> None:
    page = as_("admin").send(SPLIT, PARTS | {"go": "more"}).text
    assert "parts-4-parcel_no" in page


def test_parcels_are_merged_by_their_codes(as_: As, store: Store) -> None:
    move = a_change("parcel", "q", "revised", patch={"unit_uid": "a", "household_uid": "h"})
    assert by(ADMIN, store, move).is_accepted
    url = "/operations/new/parcel_merge"
    form = {"parcels": "T-p, T-q", "on_date": "2026-11-20", "map_sheet_no": "8",
            "parcel_no": "300", "area_total": "1.800", "area_recovered": "841"}  # fmt: skip
    admin = as_("admin")
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', admin.send(url, form).text)
    assert shown
    done = admin.send(url, {**form, "seen": shown[1], "go": "record"}, True)
    assert "Đã ghi biến động" in done.text
    assert store.value("SELECT COUNT(*) FROM parcel") == 1


def test_two_households_become_one_and_both_names_stay_readable(as_: As, store: Store) -> None:
    admin = as_("admin")
    assert "household_merge?household=HY-0042" in admin.read("/households/HY-0042")
    form = {"household": "HY-0042", "other": "HY-0077", "on_date": "2026-11-20"}
    assert "Đã ghi biến động" in recorded(admin, "household_merge", form).text
    page = admin.read("/households/HY-0042")
    assert FAMILY_A.full_name in page
    assert FAMILY_B.full_name in page
    assert FAMILY_B.full_name not in as_("office").read("/operations/")
    gone = admin.get("/households/HY-0077")
    assert gone.status_code == 404
    assert "/households/HY-0042" in gone.text


def test_steps_of_two_days_are_asked_in_words(as_: As, store: Store) -> None:
    for uid, day in (("h", "2026-07-20"), ("k", "2026-07-25")):
        who = {"h": CADRE, "k": CADRE_B}[uid]
        assert step(store, uid, "notified", who, happened_on=day).is_accepted
    form = {"household": "HY-0042", "other": "HY-0077", "on_date": "2026-11-20",
            "steps-of": "each"}  # fmt: skip
    page = as_("admin").send("/operations/new/household_merge", form).text
    assert "Ngày nào đúng?" in page
    assert "25/07/2026 (HY-0077)" in page


def test_one_household_becomes_two(as_: As, store: Store) -> None:
    form = {"household": "HY-0042", "code": "HY-0043", "full_name": "Lò Thị Mua",
            "things": "T-p", "on_date": "2026-11-20", "approved_vnd": ""}  # fmt: skip
    admin = as_("admin")
    assert (
        "không thuộc hộ"
        in admin.send("/operations/new/household_split", form | {"things": "X"}).text
    )
    wrong = form | {"paid_vnd": "một ít"}
    assert admin.send("/operations/new/household_split", wrong).status_code == 422
    assert "Đã ghi biến động" in recorded(admin, "household_split", form).text
    assert "Lò Thị Mua" in admin.read("/households/HY-0043")


def test_a_revised_design_is_previewed_with_metres_recorded_and_old_chainages_stay_readable(
    as_: As, store: Store, tmp_path: Path
) -> None:
    points = [(400000, 2438000), (400300, 2438040), (400000, 2438080), (400000, 2448000)]
    path = tmp_path / "tim tuyen.gpkg"
    table = geopandas.GeoDataFrame(geometry=[shapely.LineString(points)], crs=9211)
    table.to_file(path, driver="GPKG")
    url, admin = "/operations/new/alignment_revision", as_("admin")
    form = {"alignment": "al", "on_date": "2026-11-20", "document": "QĐ 9"}
    nothing = admin.send(url, form)
    assert nothing.status_code == 422
    assert "chưa có bản vẽ nào" in nothing.text
    page = admin.send(url, {**form, "line": (path.open("rb"), path.name)}).text
    assert "Mét còn vướng" in page
    assert "Đã nhận tệp tim tuyen.gpkg" in page
    names = ("seen", "line_draft")
    kept = {name: re.search(rf'name="{name}"[^>]*value="([^"]+)"', page) for name in names}
    hidden = {name: found[1] for name, found in kept.items() if found}
    done = admin.send(url, {**form, **hidden, "go": "record"}, True)
    assert "Đã ghi biến động" in done.text
    assert the(store, "parcel", "p")["chainage_from_m"] > 500
    assert "Trước ngày 20/11/2026 là Km0+100" in admin.read("/parcels/T-p")
    undone = admin.send(f"/operations/{store.value('SELECT uid FROM operation')}/undo", {}, True)
    assert "Đã hoàn tác" in undone.text
    assert "Trước ngày" not in admin.read("/parcels/T-p")


def test_communes_become_one_and_the_page_shows_those_of_then_or_of_today(
    as_: As, store: Store
) -> None:
    admin = as_("admin")
    url = "/operations/new/unit_merge"
    form = {"units": ["a", "b"], "code": "02400", "name": "Phường Mới", "kind": "ward",
            "on_date": "2026-11-01"}  # fmt: skip
    asked = admin.send(url, form).text
    assert "Đang phụ trách xã cũ" in asked
    told = {**form, "area-canbo.a": "0", "area-canbo.b": "end"}
    page = admin.send(url, told).text
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', page)
    assert shown
    done = admin.send(url, {**told, "seen": shown[1], "go": "record"}, True)
    assert "Đã ghi biến động" in done.text
    today = admin.main("/communes/?units=today")
    assert "Phường Mới" in today
    assert re.search(r"/households/\?commune=02400[^>]*>Xã A</a>, <a[^>]*>Xã B", today)
    then = admin.main("/communes/?units=then&as_of=2026-10-30")
    assert "Xã B" in then
    assert "Phường Mới" not in then
    assert as_("office").get("/operations/new/unit_merge").status_code == 403


def test_a_commune_is_divided_by_a_drawing(as_: As, store: Store, tmp_path: Path) -> None:
    path, url = tmp_path / "ranh.gpkg", "/operations/new/unit_split"
    halves = [shapely.box(low, 2437000, low + 500, 2449000) for low in (399600, 400100)]
    names = {"ma": ["02411", "02412"], "ten": ["Tây", "Đông"]}
    geopandas.GeoDataFrame(names, geometry=halves, crs=9211).to_file(path, driver="GPKG")
    admin = as_("admin")
    assert "chưa có bản vẽ" in admin.send(url, {"unit": "a", "on_date": "2026-11-01"}).text
    form = {"unit": "a", "on_date": "2026-11-01", "outlines": (path.open("rb"), path.name)}
    page = admin.send(url, form).text
    assert "Tất cả: Tây, Đông, cùng hồ sơ cũ" in page
    assert "Đã nhận tệp ranh.gpkg" in page
