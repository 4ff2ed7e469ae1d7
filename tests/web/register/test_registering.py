"""Packages, segments, houses, lines, parcels, households and graves entered by page, one by one."""

from collections.abc import Callable
from typing import Any

import pytest

from clearance.record.replay import differences
from clearance.store import Store
from tests.given import OFFICE, the
from tests.web.conftest import Person

As = Callable[..., Person]
PLACE = {"alignment_uid": "al", "chainage_from_m": "Km2+100", "chainage_to_m": "Km2+150",
         "side": "left"}  # fmt: skip
#: What an office fills in, kind by kind.
FILLED: dict[str, dict[str, str]] = {
    "packages": {"code": "XL2", "name": "Gói XL2", "alignment_uid": "al",
                 "chainage_from_m": "Km10+000", "chainage_to_m": "Km10+000"},
    "segments": {"code": "D-02", "package_uid": "pk", "chainage_from_m": "Km2+000",
                 "chainage_to_m": "4+500", "need_by_on": "2027-03-31"},
    "structures": {"code": "N-01", "kind": "Nhà cấp 4", "unit_uid": "a",
                   "household_uid": "HY-0042", "area_m2": "84,5", **PLACE},
    "utilities": {"code": "DD-01", "kind": "Đường dây 35 kV", "owner": "Điện lực (giả định)",
                  "unit_uid": "a", **PLACE},
    "parcels": {"code": "T-0900", "unit_uid": "a", "household_uid": "Hường", "map_sheet_no": "8",
                "parcel_no": "44", "area_recovered_m2": "1.234,5", **PLACE},
    "households": {"code": "HY-0100", "kind": "household", "full_name": "Lò Thị Pản",
                   "unit_uid": "a", "chainage_m": "Km1+005", "phone_2": "0900555666",
                   "is_relocating": "y", "heirs": "Lò Văn Xuân"},
    "graves": {"code": "M-0100", "deceased_name": "Cụ Lò Văn Ính", "unit_uid": "a",
               "family": "known", "alignment_uid": "al", "chainage_from_m": "Km1+300",
               "side": "right", "buried_year": "1998"},
}  # fmt: skip
SUBJECTS = {"packages": "package", "segments": "segment", "structures": "structure",
            "utilities": "utility", "parcels": "parcel", "households": "household",
            "graves": "grave"}  # fmt: skip


def added(person: Person, kind: str, **more: str) -> Any:
    """The form of a kind, filled and sent."""
    return person.press(f"/register/{kind}/new", **FILLED[kind] | more)


def registered(store: Store, kind: str) -> dict[str, Any]:
    """The row that the filled form made."""
    code = FILLED[kind]["code"]
    sql = f"SELECT uid FROM {SUBJECTS[kind]} WHERE code = :code"
    return the(store, SUBJECTS[kind], store.value(sql, code=code))


@pytest.mark.parametrize("kind", [kind for kind in FILLED if kind != "packages"])
def test_one_thing_is_entered_by_page(as_: As, store: Store, kind: str) -> None:
    answer = added(as_(OFFICE), kind)
    assert answer.status_code == 303, answer.text
    row = registered(store, kind)
    assert row["project_uid"] == "prj"
    page = as_(OFFICE).main(answer.location)
    assert FILLED[kind].get("full_name", FILLED[kind]["code"]) in page
    assert differences(store) == []


def test_what_is_typed_is_read_as_people_write_it(as_: As, store: Store) -> None:
    office = as_(OFFICE)
    for kind in FILLED:
        added(office, kind)
    parcel, grave = registered(store, "parcels"), registered(store, "graves")
    assert (parcel["household_uid"], parcel["area_recovered_m2"]) == ("h", 1234.5)
    assert (parcel["chainage_from_m"], parcel["chainage_to_m"], parcel["side"]) == (
        2100,
        2150,
        "left",
    )
    assert (grave["chainage_from_m"], grave["chainage_to_m"]) == (1300, 1301)
    household = registered(store, "households")
    assert (household["is_relocating"], household["holder_uid"]) == (1, OFFICE.uid)
    assert household["chainage_m"] == 1005
    identity = (
        store.first("SELECT * FROM identity WHERE subject_uid = :u", u=household["uid"]) or {}
    )
    assert (identity["phone_2"], identity["heirs"]) == ("0900555666", "Lò Văn Xuân")
    assert registered(store, "segments")["alignment_uid"] == "al"


def test_the_next_code_is_suggested_and_a_taken_one_is_told(as_: As, store: Store) -> None:
    office = as_(OFFICE)
    assert office.fields("/register/households/new")["code"] == "HY-0078"
    answer = added(office, "households", code="HY-0042")
    assert answer.status_code == 409
    assert "Mã này đã có trong dự án." in answer.text
    assert added(office, "households", code="HY/1").status_code == 422


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("parcels", {"chainage_from_m": "Km2+5"}, "ghi theo mẫu Km12+345"),
        ("parcels", {"chainage_from_m": "Km3"}, "nhỏ hơn lý trình cuối"),
        ("parcels", {"chainage_from_m": ""}, "nhỏ hơn lý trình cuối"),
        ("parcels", {"chainage_to_m": "Km99"}, "Nằm ngoài tim tuyến (Km0+000 – Km10+000)"),
        ("parcels", {"side": ""}, "Chọn phía của tim tuyến."),
        ("parcels", {"household_uid": "HY-9999"}, "Không có mã hay tên này"),
        ("parcels", {"household_uid": "HY-00"}, "Có nhiều kết quả: HY-0042, HY-0077"),
        ("parcels", {"area_recovered_m2": "1,234"}, "Không đọc được số này"),
        ("packages", {"chainage_from_m": "Km1", "chainage_to_m": "Km2"}, "Chồng lên XL1"),
        ("segments", {"chainage_from_m": "Km1"}, "Chồng lên D-01 (Km0+000 – Km2+000)"),
        ("segments", {"package_uid": ""}, "Cần điền ô này."),
        ("segments", {"need_by_on": "31/3/2027"}, "Ngày không đúng"),
        ("graves", {"unit_uid": ""}, "Cần điền ô này."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    as_: As, store: Store, kind: str, more: dict[str, str], words: str
) -> None:
    before = store.value("SELECT COUNT(*) FROM change")
    answer = added(as_(OFFICE), kind, **more)
    assert answer.status_code == 422
    assert words in answer.text
    assert store.value("SELECT COUNT(*) FROM change") == before


def test_a_package_is_entered_where_no_other_is(as_: As, store: Store) -> None:
    place = {"chainage_from_m": "Km0+000", "chainage_to_m": "Km6"}
    assert as_(OFFICE).press("/register/packages/XL1/edit", **place, shown="1").status_code == 303
    free = {"chainage_from_m": "Km6", "chainage_to_m": "Km9+999,5"}
    answer = added(as_(OFFICE), "packages", **free)
    assert answer.location == "/corridor/parts?kind=package"
    assert registered(store, "packages")["chainage_to_m"] == 10000


def test_a_segment_stays_in_its_package(as_: As, store: Store) -> None:
    store.run("UPDATE package SET chainage_to_m = 4000 WHERE uid = 'pk'")
    answer = added(as_(OFFICE), "segments")
    assert "Nằm ngoài gói thầu (Km0+000 – Km4+000)" in answer.text


def test_the_index_leads_to_every_form_and_only_the_office_has_it(as_: As, store: Store) -> None:
    page = as_(OFFICE).main("/register/")
    for kind in FILLED:
        assert f'href="/register/{kind}/new"' in page
    assert as_(OFFICE).get("/register/nothing/new").status_code == 404
    for role in ("cadre", "leader", "admin", "liaison"):
        assert as_(role).get("/register/").status_code == 403
        assert "/register/" not in as_(role).get("/", follow_redirects=True).text


def test_a_thing_of_a_household_starts_with_its_household(as_: As, store: Store) -> None:
    fields = as_(OFFICE).fields("/register/parcels/new?household_uid=HY-0042")
    assert fields["household_uid"] == "HY-0042"
