"""Operations at the pages: seen before they are done, done once, undone while nothing rests."""

import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    FAMILY_A,
    FAMILY_B,
    LEADER,
    OFFICE,
    a_change,
    by,
    step,
    the,
)
from tests.states import dump
from tests.web.conftest import Person

As = Callable[..., Person]
NEW = "/operations/new/package_recut"
TO = {"package": "pk", "from_km": "Km0", "to_km": "Km1+500", "on_date": "2026-11-20",
      "document": "QĐ 45/QĐ-BQLDA"}  # fmt: skip


def look(person: Person, **more: str):
    """Send the form once: the preview."""
    return person.send(NEW, TO | more)


def do(person: Person, **more: str):
    """See the preview, then record it."""
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', look(person, **more).text)
    seen = shown[1] if shown else ""
    return person.send(NEW, {**TO, **more, "seen": seen, "go": "record"}, True)


def test_the_office_sees_before_it_does(as_: As, store: Store) -> None:
    before = dump(store)
    page = look(as_("office")).text
    assert "Ranh giới mới cắt qua đoạn này" in page
    assert "Đoạn bàn giao D-01" in page
    answered = look(as_("office"), **{"segment-sg": "cut"}).text
    assert "Tổng số trước và sau" in answered
    assert "Km0+000 – Km1+500" in answered
    assert dump(store) == before


def test_it_is_done_reported_and_undone(as_: As, store: Store) -> None:
    office, before = as_("office"), dump(store)
    report = do(office, **{"segment-sg": "cut"})
    assert "Đã ghi biến động" in report.text
    assert "QĐ 45/QĐ-BQLDA" in report.text
    assert the(store, "segment", "sg")["chainage_to_m"] == 1500
    assert "1 biến động đã ghi" in office.read("/operations/")
    uid = store.value("SELECT uid FROM operation")
    undone = office.send(f"/operations/{uid}/undo", {}, True)
    assert "Đã hoàn tác" in undone.text
    assert dump(store) == before
    assert "đã hoàn tác" in office.read(f"/operations/{uid}")


def test_what_changed_since_the_preview_is_shown_again(as_: As, store: Store) -> None:
    office = as_("office")
    stale = {**TO, "segment-sg": "cut", "go": "record", "seen": "0" * 32}
    assert "Nếu ghi, sẽ thành" in office.send(NEW, stale).text
    assert store.value("SELECT COUNT(*) FROM operation") == 0


def test_what_rests_on_it_is_named_and_bars_undoing(as_: As, store: Store) -> None:
    office = as_("office")
    do(office, **{"segment-sg": "cut"})
    promise = a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-20"})
    assert by(LEADER, store, promise).is_accepted
    uid = store.value("SELECT uid FROM operation")
    page = office.read(f"/operations/{uid}")
    assert "Không hoàn tác được nữa" in page
    assert f"/operations/{uid}/undo" not in page
    refused = office.send(f"/operations/{uid}/undo", {})
    assert refused.status_code == 409
    assert "dựa vào biến động này" in refused.text


def test_a_chainage_that_is_none_is_named_beside_its_field(as_: As) -> None:
    page = look(as_("office"), to_km="1,5 km")
    assert page.status_code == 422
    assert "Ghi lý trình như Km12+350" in page.text
    assert "số mét nguyên" in look(as_("office"), to_km="Km1+500,5").text


def test_ends_outside_the_road_are_refused_in_words(as_: As) -> None:
    page = look(as_("office"), to_km="Km12")
    assert page.status_code == 422
    assert "ra ngoài tuyến" in page.text


def test_a_refusal_of_the_door_is_shown_on_the_page(as_: As, store: Store) -> None:
    page = do(as_("office"), on_date="2026-11-21", **{"segment-sg": "cut"})
    assert page.status_code == 422
    assert "tương lai" in page.text


def test_unknown_operations_and_kinds_are_not_found(as_: As) -> None:
    office = as_("office")
    assert office.get("/operations/new/none").status_code == 404
    assert office.get("/operations/none").status_code == 404
    assert office.send("/operations/none/undo", {}).status_code == 404


@pytest.mark.parametrize("role", ["cadre", "leader", "liaison"])
def test_others_have_no_operations(as_: As, role: str) -> None:
    assert as_(role).get("/operations/").status_code == 403


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


def recorded(person: Person, kind: str, form: dict[str, str]):
    """See the preview of an operation, then record it."""
    url = f"/operations/new/{kind}"
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', person.send(url, form).text)
    assert shown
    return person.send(url, {**form, "seen": shown[1], "go": "record"}, True)


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
