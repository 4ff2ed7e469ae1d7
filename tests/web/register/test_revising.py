"""Revising by page: old and new are shown before anything is saved; then retiring, and back."""

from collections.abc import Callable

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.given import CADRE_B, FAMILY_A, OFFICE, a_change, by, the
from tests.web.conftest import Person

As = Callable[..., Person]


def test_what_changes_is_shown_before_it_is_saved(as_: As, store: Store) -> None:
    office, url = as_(OFFICE), "/register/parcels/T-p/edit"
    fields = office.fields(url)
    assert (fields["area_recovered_m2"], fields["chainage_from_m"]) == ("420,5", "Km0+100")
    assert fields["household_uid"] == "HY-0042"
    before = store.value("SELECT COUNT(*) FROM change")
    given = {"area_recovered_m2": "500", "side": "right", "unit_uid": "a", "alignment_uid": "al"}
    given |= {"is_public": ""}
    shown = office.press(url, **given)
    assert shown.status_code == 200
    assert "Sẽ thay đổi như sau" in shown.text
    assert "420,5" in shown.text
    assert store.value("SELECT COUNT(*) FROM change") == before
    saved = office.press(url, **given, shown="1")
    assert saved.status_code == 303
    assert the(store, "parcel", "p")["area_recovered_m2"] == 500
    assert (
        store.value("SELECT patch FROM change ORDER BY seq DESC") == '{"area_recovered_m2":500.0}'
    )
    assert differences(store) == []


def test_nothing_changed_is_said_and_nothing_is_saved(as_: As, store: Store) -> None:
    office, url = as_(OFFICE), "/register/households/HY-0042/edit"
    same = office.fields(url) | {"kind": "household", "unit_uid": "a", "note": FAMILY_A.note}
    same |= {"heirs": FAMILY_A.heirs}
    del same["is_relocating"]
    page = office.send(url, same)
    assert "Không có gì thay đổi" in page.text


def test_a_number_of_identity_is_never_shown_and_stays_when_left_empty(
    as_: As, store: Store
) -> None:
    office, url = as_(OFFICE), "/register/households/HY-0042/edit"
    assert FAMILY_A.id_number not in office.read(url)
    office.press(url, kind="household", unit_uid="a", full_name="Đặng Thị Hường B", shown="1")
    row = store.first("SELECT * FROM identity WHERE subject_uid = 'h'") or {}
    assert (row["id_number"], row["full_name"]) == (FAMILY_A.id_number, "Đặng Thị Hường B")
    page = office.press(url, kind="household", unit_uid="a", id_number="008100999888").text
    assert "số đang ghi" in page


def test_money_that_somebody_else_changed_meanwhile_is_held(as_: As, store: Store) -> None:
    office, url = as_(OFFICE), "/register/households/HY-0042/edit"
    filled = office.fields(url) | {"kind": "household", "unit_uid": "a", "shown": "1"}
    other = a_change("household", "h", "revised", patch={"approved_vnd": 5})
    assert by(TERMINAL, store, other).is_accepted
    answer = office.send(url, filled | {"approved_vnd": "7.000.000"}, follow=True)
    assert "Đã nhận nhưng chưa áp dụng" in answer.text
    assert the(store, "household", "h")["approved_vnd"] == 5


def test_what_cannot_be_is_told_before_it_is_shown(as_: As, store: Store) -> None:
    office, url = as_(OFFICE), "/register/parcels/T-p/edit"
    given = {"side": "right", "unit_uid": "a", "alignment_uid": "al", "household_uid": "HY-9"}
    for shown in ("", "1"):
        answer = office.press(url, **given, shown=shown)
        assert answer.status_code == 422
        assert "Không có mã hay tên này" in answer.text


@pytest.mark.parametrize(
    ("kind", "code", "home"),
    [
        ("parcels", "T-p", "/parcels/T-p"),
        ("graves", "M-g", "/graves/M-g"),
        ("segments", "D-01", "/segments/D-01"),
    ],
)
def test_a_thing_is_retired_with_its_reason_and_brought_back(
    as_: As, store: Store, kind: str, code: str, home: str
) -> None:
    office = as_(OFFICE)
    assert f"/register/{kind}/{code}/retire" in office.read(home)
    assert office.press(f"/register/{kind}/{code}/retire", why="").status_code == 422
    page = office.press(f"/register/{kind}/{code}/retire", why="Nhập hai lần", follow=True).text
    assert f"Đã rút {code}." in page
    assert "Nhập hai lần" in page
    gone = office.get(home)
    assert gone.status_code in (404, 410)
    assert office.get(f"/register/{kind}/{code}/edit").status_code == 410
    uid = page.split("/retired/")[-1].split("/restore")[0]
    assert "Đã đưa lại" in office.send(f"/retired/{uid}/restore", {}, follow=True).text
    assert office.get(home).status_code == 200
    assert differences(store) == []


def test_a_retired_case_is_told_in_words_to_who_could_see_it(as_: As, store: Store) -> None:
    as_(OFFICE).press("/register/graves/M-g/retire", why="Nhập hai lần")
    gone = as_("cadre").get("/graves/M-g")
    assert gone.status_code == 410
    assert "M-g đã rút khỏi dự án ngày 20/11/2026" in gone.text
    assert as_(CADRE_B).get("/graves/M-g").status_code == 404
    assert as_(OFFICE).get("/register/graves/M-none/edit").status_code == 404
    assert as_(OFFICE).send("/retired/none/restore", {}).status_code == 404


def test_a_household_with_land_is_told_what_to_move_first(as_: As, store: Store) -> None:
    office = as_(OFFICE)
    assert "Chưa rút được: còn hồ sơ khác" in office.read("/register/households/HY-0042/retire")
    answer = office.press("/register/households/HY-0042/retire", why="nhầm")
    assert answer.status_code == 409
    assert "T-p, M-g" in answer.text


def test_lists_and_pages_lead_the_office_there(as_: As, store: Store) -> None:
    for url, link in (
        ("/households/", "/register/households/new"),
        ("/graves/", "/register/graves/new"),
        ("/segments/", "/register/segments/new"),
        ("/corridor/parts", "/register/packages/XL1/edit"),
        ("/households/HY-0042", "/register/parcels/new?household_uid=HY-0042"),
        ("/parcels/T-p", "/register/parcels/T-p/edit"),
    ):
        assert link in as_(OFFICE).read(url).replace("&amp;", "&"), url
        assert "/register/" not in as_("leader").read(url), url
    assert "/register/" not in as_(OFFICE).main("/parcels/T-p?as_of=2026-11-19")


def test_a_package_is_revised_and_its_segments_bar_its_retirement(as_: As, store: Store) -> None:
    office = as_(OFFICE)
    office.press(
        "/register/packages/XL1/edit", alignment_uid="al", contractor="Nhà thầu X", shown="1"
    )
    assert the(store, "package", "pk")["contractor"] == "Nhà thầu X"
    assert office.press("/register/packages/XL1/retire", why="nhầm").status_code == 409
    office.press("/register/segments/D-01/retire", why="nhầm")
    assert office.press("/register/packages/XL1/retire", why="nhầm").status_code == 303
    assert office.get("/retired/?format=csv").status_code == 200
