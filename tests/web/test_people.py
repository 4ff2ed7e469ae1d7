"""The administrator's page of accounts."""

import re
from collections.abc import Callable
from typing import Any

from tests.given import CADRE, LIAISON

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
    assert admin.send(f"{page}/scopes", {"unit_uid": "b"}).status_code == 400
