"""Accounts from the terminal."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.people import accounts
from tests.given import NOW, registered

Run = Callable[..., Result]


def _link(text: str) -> str:
    found = re.search(r"/welcome/\S+", text)
    assert found
    return found[0]


def _store(app: Flask) -> Store:
    found: Store = app.extensions["clearance"].store
    return found


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_first_administrator_chooses_a_password_at_a_link_used_once(
    app: Flask, run: Run
) -> None:
    link, client = _link(run("init").output), app.test_client()
    form = {
        "csrf_token": _token(client.get(link).text),
        "password": "một câu dài dễ nhớ",
        "again": "một câu dài dễ nhớ",
    }
    assert client.post(link, data=form).status_code == 302
    assert client.get("/people/").status_code == 200
    assert app.test_client().get(link).status_code == 404


def test_a_second_first_administrator_is_refused(run: Run) -> None:
    run("init")
    again = run("init")
    assert again.exit_code == 1
    assert "Đã có quản trị" in again.output


def test_a_password_that_is_short_or_not_the_same_twice_is_told(app: Flask, run: Run) -> None:
    link, client = _link(run("init").output), app.test_client()
    for password, again, words in (
        ("ngắn", "ngắn", "ít nhất 12"),
        ("gpmb hamyen 1", "gpmb hamyen 1", ""),
        ("hamyenhamyen", "hamyenhamyen", "dễ đoán"),
        ("một câu rất dài", "một câu khác", "không giống"),
    ):
        form = {"csrf_token": _token(client.get(link).text), "password": password, "again": again}
        if words:
            assert words in client.post(link, data=form).text


def test_a_cadre_is_added_for_known_units_only(office: Run) -> None:
    refused = office("user", "add", "canbo1", "--role", "cadre", "--units", "02425,99999")
    assert refused.exit_code == 1
    assert "99999" in refused.output
    done = office("user", "add", "canbo1", "--role", "cadre", "--units", "02425")
    assert done.exit_code == 0
    assert "/welcome/" in done.output
    assert office("user", "add", "canbo1", "--role", "cadre").exit_code == 1


def test_a_password_may_come_from_standard_input(app: Flask, office: Run) -> None:
    weak = office("user", "add", "lien", "--role", "liaison", "--password-stdin", input="ngắn\n")
    assert weak.exit_code == 1
    add = ("user", "add", "lien", "--role", "liaison", "--password-stdin")
    assert office(*add, input="một câu dài dễ nhớ\n").exit_code == 0
    client = app.test_client()
    form = {
        "csrf_token": _token(client.get("/login").text),
        "name": "lien",
        "password": "một câu dài dễ nhớ",
    }
    assert client.post("/login", data=form).headers["Location"] == "/"


def test_a_lost_link_is_given_anew(office: Run) -> None:
    assert "/welcome/" in office("user", "link", "admin").output
    assert office("user", "link", "nobody").exit_code == 1


def test_a_program_enters_with_a_token(app: Flask, office: Run) -> None:
    token = office("token", "admin").output.strip()
    bearer = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/sync/hello", headers=bearer).get_json()["role"] == "admin"
    assert office("token", "nobody").exit_code == 1


def test_a_project_is_told_when_it_began(app: Flask, run: Run) -> None:
    for day in ("hôm qua", "9999-01-01"):
        refused = run("init", "--begun-on", day)
        assert refused.exit_code == 1
        assert "Traceback" not in refused.output
    assert run("init", "--begun-on", "2023-05-01").exit_code == 0
    store = app.extensions["clearance"].store
    assert store.value("SELECT begun_on FROM project") == "2023-05-01"


def test_a_new_project_counts_surveys_from_its_first_day(app: Flask, run: Run) -> None:
    assert run("init").exit_code == 0
    store = app.extensions["clearance"].store
    assert store.value("SELECT surveys_from FROM project") == "2026-11-20"


OLD_AND_NEW = (
    "Thái Sơn (02407, 01/07/2025 –); Thái Sơn (02407, – 30/06/2025);"
    " Thành Long (02413, – 30/06/2025)"
)


def sees(app: Flask, office: Run, name: str) -> int:
    """How many households an account sees, as its program asks."""
    bearer = {"Authorization": f"Bearer {office('token', name).output.strip()}"}
    answer = app.test_client().get("/households/?format=json", headers=bearer)
    return len(answer.get_json()["rows"])


@pytest.fixture
def merged(office: Run, tmp_path: Path) -> Run:
    """An office with a household in a commune that went into another since."""
    file = tmp_path / "ho.csv"
    file.write_text(
        "STT;Họ và tên chủ hộ;Thôn;Xã;Tờ bản đồ;Thửa;Diện tích thu hồi\n"
        "1;Lý Văn Tư;Thôn 1;Thành Long;8;17;120\n",
        encoding="utf-8",
    )
    done = office("import", "households", file)
    assert done.exit_code == 0, done.output
    return office


def test_a_commune_of_today_brings_those_it_took_over_and_says_so(app: Flask, merged: Run) -> None:
    done = merged("user", "add", "canbo1", "--role", "cadre", "--units", "02407")
    assert f"Phạm vi: {OLD_AND_NEW}." in done.output
    assert "Hộ và mộ trong phạm vi: 1" in done.output
    assert sees(app, merged, "canbo1") == 1


def test_a_commune_that_ended_is_given_by_its_own_code(app: Flask, merged: Run) -> None:
    done = merged("user", "add", "canbo1", "--role", "cadre", "--units", "02413")
    assert "Phạm vi: Thành Long (02413, – 30/06/2025)." in done.output
    assert sees(app, merged, "canbo1") == 1
    merged("user", "add", "canbo2", "--role", "cadre", "--units", "02425")
    assert sees(app, merged, "canbo2") == 0


def test_an_account_without_area_is_told_so_and_may_be_given_the_whole_project(
    app: Flask, merged: Run
) -> None:
    done = merged("user", "add", "lanhdao1", "--role", "leader")
    assert "flask user grant lanhdao1 --units" in done.output
    assert sees(app, merged, "lanhdao1") == 0
    assert merged("user", "grant", "lanhdao1", "--units", "99999").exit_code == 1
    assert merged("user", "grant", "nobody", "--units", "all").exit_code == 1
    given = merged("user", "grant", "lanhdao1", "--units", "all")
    assert "Tuyên Quang (08)" in given.output
    assert "Hộ và mộ trong phạm vi: 1" in given.output
    assert sees(app, merged, "lanhdao1") == 1


def test_what_was_given_already_is_not_given_twice(app: Flask, merged: Run) -> None:
    merged("user", "add", "canbo1", "--role", "cadre", "--units", "02413")
    again = merged("user", "grant", "canbo1", "--units", "02407")
    assert OLD_AND_NEW in again.output
    merged("user", "grant", "canbo1", "--units", "02407")
    assert app.extensions["clearance"].store.value("SELECT COUNT(*) FROM scope") == 3


def test_the_whole_project_is_no_area_before_its_units_are_in(run: Run) -> None:
    run("init")
    refused = run("user", "add", "lanhdao1", "--role", "leader", "--units", "all")
    assert refused.exit_code == 1
    assert "nhập đơn vị hành chính trước" in refused.output


def test_a_divided_commune_is_named_and_left_to_choose(app: Flask, merged: Run) -> None:
    store = app.extensions["clearance"].store
    uids = {row["name"]: row["uid"] for row in store.query("SELECT * FROM unit")}
    more = {
        "old_uid": uids["Thành Long"],
        "new_uid": uids["Hùng Đức"],
        "kind": "split",
        "on_date": "2025-07-01",
    }
    record_all(store, [registered("succession", "split", **more)], TERMINAL, NOW)
    done = merged("user", "add", "canbo1", "--role", "cadre", "--units", "02407")
    assert "chưa giao: Thành Long (02413, – 30/06/2025)" in done.output
    assert sees(app, merged, "canbo1") == 0


def test_a_full_name_comes_with_the_account_or_later(app: Flask, run: Run) -> None:
    run("init", "--full-name", "Lý Văn Tư")
    run("user", "add", "canbo.a", "--role", "cadre", "--full-name", "Nông Văn Kháng")
    run("user", "add", "canbo.b", "--role", "cadre")
    assert run("user", "name", "canbo.b", "Đặng Thị Hường").exit_code == 0
    names = {p["name"]: p["full_name"] for p in accounts.list_people(_store(app))}
    assert names == {
        "admin": "Lý Văn Tư", "canbo.a": "Nông Văn Kháng", "canbo.b": "Đặng Thị Hường",
    }  # fmt: skip
    assert run("user", "name", "ai", "Lý Văn Tư").exit_code == 1
    assert run("user", "name", "canbo.b", " ").exit_code == 1


def test_links_are_printed_for_all_without_a_password(run: Run) -> None:
    run("init")
    run("user", "add", "canbo.a", "--role", "cadre")
    words = ["user", "add", "canbo.b", "--role", "cadre", "--password-stdin"]
    run(*words, input="một câu đủ dài để giữ")
    lines = run("user", "links").output.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [["admin", "admin"], ["canbo.a", "cadre"]]
    assert all("/welcome/" in line for line in lines)


def test_people_come_in_by_a_list(app: Flask, run: Run, tmp_path: Path) -> None:
    run("init")
    path = tmp_path / "people.csv"
    rows = "Tên đăng nhập,Họ và tên,Vai trò,Xã phụ trách\nld,Lý Văn Tư,lãnh đạo,\n"
    path.write_text(rows, encoding="utf-8")
    done = run("import", "people", path)
    assert (done.exit_code, "mới: 1 person" in done.output) == (0, True), done.output
    assert (accounts.find_person(_store(app), "ld") or {})["role"] == "leader"
