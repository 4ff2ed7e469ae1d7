"""The administrator's page of accounts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.store import Store
from clearance.store.people import accounts
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    CRS,
    LIAISON,
    NOW,
    PROJECT,
    TODAY,
    a_household,
    registered,
)
from tests.web.conftest import Person

As = Callable[..., Any]


def test_a_new_account_gets_its_area_and_a_link_that_opens_once(as_: As) -> None:
    admin = as_("admin")
    form = {"name": "canbo.moi", "full_name": "Lý Văn Tư", "role": "cadre", "unit_uid": "a"}
    assert admin.press("/people/", **form).headers["Location"] == "/people/canbo.moi"
    assert "Xã" in admin.main("/people/canbo.moi")
    shown = admin.send("/people/canbo.moi/link", {}).text
    link = re.search(r"/welcome/[\w-]+", shown)
    assert link
    assert admin.get(link[0]).status_code == 200


def test_a_login_name_with_odd_letters_is_told(as_: As) -> None:
    form = {"name": "cán bộ", "full_name": "Lý Văn Tư", "role": "cadre"}
    answer = as_("admin").press("/people/", **form)
    assert answer.status_code == 422
    assert "không dấu" in answer.text


def test_a_name_taken_twice_is_refused(as_: As) -> None:
    form = {"name": CADRE.name, "full_name": "Lý Văn Tư", "role": "cadre"}
    assert "đã có" in as_("admin").press("/people/", follow=True, **form).text


def test_a_shut_account_is_out_at_once_and_may_be_opened_again(as_: As) -> None:
    admin, liaison = as_("admin"), as_("liaison")
    assert liaison.get("/segments/").status_code == 200
    admin.send(f"/people/{LIAISON.name}/active", {"is_active": "0"})
    assert liaison.get("/segments/").status_code == 302
    admin.send(f"/people/{LIAISON.name}/active", {"is_active": "1"})
    assert as_("liaison").get("/segments/").status_code == 200


def test_whoever_holds_open_cases_is_not_shut_out_before_they_are_given_away(as_: As) -> None:
    admin, cadre = as_("admin"), as_("cadre")
    page = admin.send(f"/people/{CADRE.name}/active", {"is_active": "0"}, follow=True).text
    assert "còn giữ hồ sơ đang mở" in page
    assert cadre.get("/").status_code == 200


def test_an_area_is_given_and_ended(as_: As) -> None:
    admin, cadre = as_("admin"), as_("cadre")
    assert cadre.get("/households/HY-0077").status_code == 404
    page = f"/people/{CADRE.name}"
    admin.send(f"{page}/scopes", {"unit_uid": "b", "valid_from": "2026-01-01"})
    assert cadre.get("/households/HY-0077").status_code == 200
    for end in re.findall(rf"{page}/scopes/[^/]+/end", admin.main(page)):
        admin.send(end, {})
    assert cadre.get("/households/HY-0077").status_code == 404
    assert admin.send(f"{page}/scopes", {"unit_uid": "b"}).status_code == 422
    nowhere = admin.send(f"{page}/scopes", {"unit_uid": "", "valid_from": "2026-01-01"})
    assert "Hãy chọn phạm vi" in nowhere.text


#: A commune of today, the one it took its name and code from, and another it took over.
_COMMUNES = {
    "old": {"code": "02407", "name": "Thái Sơn", "valid_to": "2025-06-30"},
    "other": {"code": "02413", "name": "Thành Long", "valid_to": "2025-06-30"},
    "new": {"code": "02407", "name": "Thái Sơn", "valid_from": "2025-07-01"},
}


@pytest.fixture
def merged(store: Store) -> Store:
    """Two communes became one; a household still lies with the second."""
    units = [registered("unit", uid, kind="commune", **row) for uid, row in _COMMUNES.items()]
    went = [
        registered(
            "succession", uid, old_uid=uid, new_uid="new", on_date="2025-07-01", kind="merge"
        )
        for uid in ("old", "other")
    ]
    record_all(store, [*units, *went], TERMINAL, NOW)
    a_household(store, "o", "other", code="HO-1", holder_uid=ADMIN.uid)
    return store


def test_no_two_choices_of_an_area_read_the_same(as_: As, merged: Store) -> None:
    page = as_("admin").main(f"/people/{CADRE.name}")
    choices = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert choices[:2] == ["– chọn –", "Toàn dự án"]
    assert len(set(choices)) == len(choices)
    assert "Thái Sơn (02407, – 30/06/2025)" in choices
    assert "Thái Sơn (02407, 01/07/2025 –)" in choices
    assert "Xã A (02400)" in choices


def test_a_commune_of_today_brings_those_it_took_over(as_: As, merged: Store) -> None:
    admin, cadre = as_("admin"), as_(CADRE_B)
    assert cadre.get("/households/HO-1").status_code == 404
    form = {"unit_uid": "new", "valid_from": "2026-11-20"}
    page = admin.send(f"/people/{CADRE_B.name}/scopes", form, follow=True).text
    assert (
        "Đã giao: Thái Sơn (02407, 01/07/2025 –); Thái Sơn (02407, – 30/06/2025);"
        " Thành Long (02413, – 30/06/2025). Hộ và mộ trong phạm vi: 3."
    ) in page
    assert page.count(f"/people/{CADRE_B.name}/scopes/") == 4
    assert cadre.get("/households/HO-1").status_code == 200


def test_a_new_account_is_given_the_whole_project_by_one_choice(as_: As, merged: Store) -> None:
    form = {"name": "lanhdao.moi", "full_name": "Lý Văn Tư", "role": "leader", "unit_uid": "all"}
    page = as_("admin").press("/people/", follow=True, **form).text
    assert "Huyện Hàm Yên (074)" in page
    row = accounts.find_person(merged, "lanhdao.moi")
    assert row
    leader = as_(Who(row["uid"], row["name"], "leader"))
    for code in ("HY-0042", "HY-0077", "HO-1"):
        assert leader.get(f"/households/{code}").status_code == 200


def test_the_parts_of_a_divided_commune_are_chosen_apart(as_: As, merged: Store) -> None:
    split = registered("succession", "s", old_uid="other", new_uid="a", kind="split")
    record_all(merged, [split], TERMINAL, NOW)
    form = {"unit_uid": "new", "valid_from": "2026-11-20"}
    page = as_("admin").send(f"/people/{CADRE_B.name}/scopes", form, follow=True).text
    assert "chưa giao: Thành Long (02413, – 30/06/2025). Cần thì chọn riêng" in page


@pytest.mark.parametrize(
    ("role", "url"),
    [("office", "/"), ("leader", "/corridor"), ("liaison", "/segments/"), ("cadre", "/")],
)
def test_an_account_without_area_is_told_so_and_whom_to_ask(
    as_: As, store: Store, role: str, url: str
) -> None:
    who = Who("moi", "nguoi.moi", role)
    record_all(
        store, [registered("person", who.uid, name=who.name, role=role, is_active=1)], TERMINAL, NOW
    )
    page = as_(who).main(url)
    assert "chưa được giao phạm vi" in page
    assert ADMIN.name in page
    assert "Nhập danh sách" not in page
    as_("admin").send(f"/people/{who.name}/scopes", {"unit_uid": "all", "valid_from": TODAY})
    assert "chưa được giao phạm vi" not in as_(who).main(url)


def test_the_whole_project_is_no_area_before_its_units_are_in(app: Flask) -> None:
    store = app.extensions["clearance"].store
    batch = [
        registered("project", PROJECT, code="DA", name="Dự án", crs=CRS),
        registered("person", ADMIN.uid, name=ADMIN.name, role="admin", is_active=1),
    ]
    record_all(store, batch, TERMINAL, NOW)
    form = {"name": "lanhdao.moi", "full_name": "Lý Văn Tư", "role": "leader", "unit_uid": "all"}
    page = Person(app, ADMIN).press("/people/", follow=True, **form).text
    assert "hãy nhập đơn vị hành chính trước" in page
