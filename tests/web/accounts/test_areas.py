"""Areas of all accounts in one act, sign-in links of all, full names."""

import re
from collections.abc import Callable

from flask import Flask

from clearance.record import record_all
from clearance.store import Store
from clearance.store.people import accounts
from tests.given import ADMIN, CADRE, LEADER, NOW, TODAY, registered
from tests.web.conftest import Person

As = Callable[[str], Person]


def a_person(store: Store, login: str, role: str) -> str:
    record_all(store, [registered("person", login, name=login, role=role, is_active=1)], ADMIN, NOW)
    return login


def units_of(store: Store, uid: str) -> list[str]:
    return [s["unit_name"] for s in accounts.list_scopes(store, uid) if s["valid_from"] == TODAY]


def test_all_who_lack_an_area_get_theirs_in_one_act(as_: As, store: Store) -> None:
    a_person(store, "canbo.moi", "cadre")
    a_person(store, "lanhdao.moi", "leader")
    admin = as_("admin")
    page = admin.main("/setup/areas")
    assert "canbo.moi" in page
    chosen = {"area_canbo.moi": "b", "area_lanhdao.moi": "all"}
    assert admin.press("/setup/areas", **chosen).status_code == 303
    assert units_of(store, "canbo.moi") == ["Xã B"]
    assert units_of(store, "lanhdao.moi") == ["Huyện Hàm Yên"]
    assert units_of(store, CADRE.uid) == []


def test_the_commune_a_login_names_and_the_whole_project_are_suggested(
    as_: As, store: Store
) -> None:
    record_all(store, [registered("unit", "t", code="02407", name="Xã Thái Sơn", kind="commune")],
               ADMIN, NOW)  # fmt: skip
    a_person(store, "canbo.thaison", "cadre")
    a_person(store, "lanhdao.moi", "leader")
    page = as_("admin").main("/setup/areas")
    chosen = dict(re.findall(r'name="area_([\w.]+)".*?<option selected value="(\w*)"', page, re.S))
    assert (chosen["canbo.thaison"], chosen["lanhdao.moi"]) == ("t", "all")
    assert chosen[LEADER.uid] == ""


def test_nothing_chosen_is_said_beside_the_first_choice(as_: As) -> None:
    answer = as_("admin").press("/setup/areas")
    assert (answer.status_code, "Hãy chọn ít nhất một phạm vi" in answer.text) == (422, True)


def test_links_are_made_at_once_for_all_without_a_password(as_: As, store: Store) -> None:
    admin = as_("admin")
    shown = admin.send("/setup/links", {}).text
    links = re.findall(r"/welcome/[\w-]+", shown)
    assert len(links) == 6
    assert all(as_("cadre").get(link).status_code == 200 for link in links)
    accounts.write_login(store, CADRE.uid, password_hash="x")
    assert len(re.findall(r"/welcome/", admin.send("/setup/links", {}).text)) == 5


def test_a_full_name_is_recorded_and_shown_instead_of_the_login(as_: As, store: Store) -> None:
    admin = as_("admin")
    assert "Mọi trang đang ghi tên đăng nhập" in admin.main(f"/people/{CADRE.name}")
    done = admin.send(f"/people/{CADRE.name}/full-name", {"full_name": "Nông Văn Kháng"})
    assert done.status_code == 303
    assert "<b>Nông Văn Kháng</b>" in as_("cadre").read("/households/")
    assert admin.send(f"/people/{CADRE.name}/full-name", {"full_name": ""}).status_code == 422


def test_a_list_of_people_is_brought_in_by_administrators_alone(as_: As) -> None:
    assert '<option value="people"' in as_("admin").main("/import/")
    assert '<option value="people"' not in as_("office").main("/import/")
    assert 'selected value="people"' in as_("admin").main("/import/?target=people")


def test_an_office_without_other_accounts_is_told_to_open_some(
    app: Flask, as_: As, store: Store
) -> None:
    admin = as_("admin")
    store.run("UPDATE person SET is_active = 0 WHERE role <> 'admin'")
    assert "Chưa có tài khoản nào ngoài quản trị." in admin.main("/setup/areas")
    assert admin.press("/setup/areas").status_code == 422


def test_the_list_of_accounts_says_who_has_which_area(as_: As, store: Store) -> None:
    a_person(store, "canbo.moi", "cadre")
    page = as_("admin").main("/people/")
    assert "Xã A (02400)" in page
    assert "Toàn dự án" in page
    assert page.count("chưa có") == 1
