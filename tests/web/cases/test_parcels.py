from collections.abc import Callable

from clearance.record.replay import differences
from clearance.store import Store
from tests import given
from tests.given import CADRE_B, FAMILY_A, OFFICE
from tests.web.conftest import Person

As = Callable[[object], Person]


def test_a_parcel_tells_place_area_and_whose_it_is(as_: As) -> None:
    text = as_("cadre").read("/parcels/T-p")
    for words in (
        "Thửa 17, tờ 8",
        "420,5 m²",
        "900 m²",
        "Km0+100 – Km0+160",
        "bên phải",
        "20 m",
        FAMILY_A.full_name,
        "/households/HY-0042",
    ):
        assert words in text
    assert as_(CADRE_B).get("/parcels/T-p").status_code == 404


def test_the_maps_panel_gets_the_parcel_without_a_frame(as_: As) -> None:
    text = as_("leader").read("/parcels/T-p?panel=1")
    assert "<html" not in text
    assert "<script" not in text
    assert FAMILY_A.full_name in text
    assert as_("liaison").get("/parcels/T-p?panel=1").status_code == 403


def test_a_parcel_handed_over_alone_is_recorded_with_its_photo(
    as_: As, store: Store, photo: Callable[[], object]
) -> None:
    cadre = as_("cadre")
    assert cadre.press("/parcels/T-p/steps/handed_over", photo=photo()).status_code == 303
    assert given.the(store, "parcel", "p")["cleared_on"] == given.TODAY
    assert "Đã xong" in cadre.read("/parcels/T-p")
    assert differences(store) == []


def test_a_step_taken_with_the_household_shows_on_its_parcel(as_: As, store: Store) -> None:
    for code in given.LINE:
        given.step(store, "h", code)
    text = as_("cadre").read("/parcels/T-p")
    assert "Bàn giao mặt bằng" in text
    assert "/parcels/T-p/steps/handed_over/withdraw" not in text


def test_houses_and_lines_have_pages_of_their_own(as_: As, store: Store) -> None:
    line = {"code": "D-1", "unit_uid": "a", "kind": "Đường điện 35 kV", "owner": "Điện lực"}
    house = {
        "code": "N-1",
        "unit_uid": "a",
        "household_uid": "h",
        "parcel_uid": "p",
        "kind": "Nhà cấp 4",
        "area_m2": 72.5,
    }
    for subject, uid, fields in (("utility", "u1", line), ("structure", "s1", house)):
        assert given.by(OFFICE, store, given.registered(subject, uid, **fields)).is_accepted
    cadre = as_("cadre")
    assert "72,5 m²" in cadre.read("/structures/N-1")
    assert "/structures/N-1" in cadre.read("/parcels/T-p")
    assert "Đường điện 35 kV" in cadre.read("/utilities/D-1")
    office = as_("office")
    assert office.press("/utilities/D-1/steps/design_approved").status_code == 303
    assert given.the(store, "utility", "u1")["stage"] == "design_approved"
    assert as_(CADRE_B).get("/utilities/D-1").status_code == 404
