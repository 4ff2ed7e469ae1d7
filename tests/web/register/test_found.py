"""Found at the place by a cadre, with photo and position; confirmed or refused by the office."""

import json
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest

from clearance.geo.crs import WGS84, convert
from clearance.record.replay import differences
from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import CADRE, CADRE_B, CRS, OFFICE, the
from tests.web.conftest import Person

As = Callable[..., Person]
Photo = Callable[[], tuple[BytesIO, str]]
LON, LAT = convert([(399988, 2439300.4)], CRS, WGS84)[0]
HERE = {"lon": str(LON), "lat": str(LAT), "accuracy_m": "7.5"}
OWN = {
    "grave": {"kind": "earth", "deceased_name": "Cụ Lò Văn Ính"},
    "structure": {"kind": "Lều nương"},
    "parcel": {"map_sheet_no": "9", "parcel_no": "12"},
}


def found(person: Person, photo: Photo, subject: str = "grave", **more: Any) -> Any:
    """The form of a kind, filled at the place and sent."""
    given = {"unit_uid": "a", "note": "dưới gốc đa", "photo": photo(), **OWN[subject], **HERE}
    return person.press(f"/found/{subject}/new", **given | more)


@pytest.mark.parametrize("subject", list(OWN))
def test_a_cadre_registers_it_and_it_waits_for_the_office(
    as_: As, store: Store, photo: Photo, subject: str
) -> None:
    cadre = as_(CADRE)
    assert "Ghi ngay tại chỗ" in cadre.main(f"/found/{subject}/new")
    answer = found(cadre, photo, subject)
    assert answer.location == "/found/"
    for person in (cadre, as_(OFFICE)):
        page = person.main("/found/")
        assert "CXN-0001" in page
        assert "Km1+292 – Km1+308, bên trái" in page
        assert "dưới gốc đa" in page
        assert ("Không xác nhận" in page) == (person.who == OFFICE)
    assert "CXN-0001" not in as_(CADRE_B).main("/found/")
    home = {"grave": "graves", "structure": "structures", "parcel": "parcels"}[subject]
    page = as_(OFFICE).main(f"/{home}/CXN-0001")
    assert "chờ Tổ công tác xác nhận" in page
    assert "/confirm" in page
    assert "/confirm" not in cadre.main(f"/{home}/CXN-0001")
    assert differences(store) == []


def test_the_office_gives_it_code_and_household_and_sees_what_changes(
    as_: As, store: Store, photo: Photo
) -> None:
    found(as_(CADRE), photo)
    office, url = as_(OFFICE), "/register/graves/CXN-0001/confirm"
    fields = office.fields(url)
    assert fields["code"] == ""  # M-g and M-m have no number to go on from
    given = {"code": "M-0200", "household_uid": "HY-0042", "unit_uid": "a", "alignment_uid": "al",
             "side": "left", "chainage_from_m": "Km1+299", "chainage_to_m": ""}  # fmt: skip
    assert "Đặt mã chính thức." in office.press(url, **given | {"code": "CXN-0001"}).text
    assert "Đặt mã chính thức." in office.press(url, **given | {"code": "CXN-9", "shown": "1"}).text
    shown = office.press(url, **given).text
    assert "CXN-0001" in shown
    assert "M-0200" in shown
    assert office.press(url, **given, shown="1").location == "/graves/M-0200"
    uid = store.value("SELECT uid FROM grave WHERE code = 'M-0200'")
    row = the(store, "grave", uid)
    assert (row["is_unconfirmed"], row["household_uid"], row["chainage_to_m"]) == (0, "h", 1300)
    assert office.press("/register/graves/M-0200/confirm", **given, shown="1").status_code == 409
    assert office.get("/register/packages/XL1/confirm").status_code == 404
    assert "Không có gì chờ xác nhận." in office.main("/found/")


def test_without_a_place_a_chainage_is_asked_and_the_photo_is_needed(
    as_: As, store: Store, photo: Photo
) -> None:
    cadre = as_(CADRE)
    nowhere = {"lon": "", "lat": "", "accuracy_m": ""}
    answer = found(cadre, photo, **nowhere)
    assert answer.status_code == 422
    assert "Lấy vị trí bằng máy, hoặc ghi lý trình." in answer.text
    answer = found(cadre, photo, **nowhere, at_km="Km2+5")
    assert answer.status_code == 422
    assert "Ghi theo mẫu Km12+345." in answer.text
    assert found(cadre, photo, **nowhere, at_km="Km2+050", side="right").status_code == 303
    bare = cadre.press("/found/grave/new", unit_uid="a", **HERE)
    assert bare.status_code == 422
    assert "Chụp ít nhất một ảnh tại chỗ." in bare.text


def test_who_may_open_the_forms(as_: As, store: Store) -> None:
    assert as_(OFFICE).get("/found/grave/new").status_code == 403
    assert as_(CADRE).get("/found/utility/new").status_code == 404
    for role in ("leader", "liaison", "admin"):
        assert as_(role).get("/found/").status_code == 403
    assert "/found/grave/new" in as_(CADRE).main("/")
    assert "/found/grave/new" not in as_(OFFICE).main("/found/")


def test_the_phone_keeps_the_forms_and_sends_what_it_wrote_down(
    as_: As, store: Store, photo: Photo
) -> None:
    cadre = as_(CADRE)
    pages = cadre.get("/offline/list").get_json()["pages"]
    assert pages == [f"/found/{subject}/new" for subject in ("grave", "parcel", "structure")]
    kept = cadre.get(pages[0], headers={"X-Saving": "1"})
    assert kept.headers["X-Offline-OK"] == "1"
    frame = json.loads(unescape(kept.text.split('data-outbox="')[1].split('"')[0]))
    assert (frame["fact"], frame["subject_uid"]) == ("found", None)
    assert {"lon", "lat", "accuracy_m"} <= {*frame["bring"]} & {*frame["numbers"]}
    assert as_(OFFICE).get("/offline/list").get_json()["pages"] == []
    uid = new_uid()
    item = {"uid": uid, "subject": "grave", "subject_uid": uid, "fact": "found",
            "happened_on": "2026-11-19", "why": "dưới gốc đa", "evidence": ["e" * 64],
            "patch": {"unit_uid": "a", "lon": LON, "lat": LAT, "accuracy_m": 7.5}}  # fmt: skip
    token = cadre.get("/sync/hello").get_json()["csrf_token"]
    told = cadre.client.post("/sync", json=[item], headers={"X-CSRFToken": token}).get_json()[0]
    assert (told["standing"], told["code"]) == ("held", "photo_awaited")
    item = item | {"uid": new_uid(), "about": uid, "evidence": ["f" * 64]}
    told = cadre.client.post("/sync", json=[item], headers={"X-CSRFToken": token}).get_json()[0]
    assert told["standing"] == "accepted"
    assert "19/11/2026" in as_(OFFICE).main("/found/")
