"""Accounts from the terminal."""

import re
from collections.abc import Callable

from click.testing import Result
from flask import Flask

Run = Callable[..., Result]


def _link(text: str) -> str:
    found = re.search(r"/welcome/\S+", text)
    assert found
    return found[0]


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_first_administrator_chooses_a_password_at_a_link_used_once(
    app: Flask, run: Run
) -> None:
    link, client = _link(run("init").output), app.test_client()
    form = {"csrf_token": _token(client.get(link).text), "password": "một câu dài dễ nhớ",
            "again": "một câu dài dễ nhớ"}  # fmt: skip
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
    for password, again, words in (("ngắn", "ngắn", "ít nhất 12"),
                                   ("gpmb hamyen 1", "gpmb hamyen 1", ""),
                                   ("hamyenhamyen", "hamyenhamyen", "dễ đoán"),
                                   ("một câu rất dài", "một câu khác", "không giống")):  # fmt: skip
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
    form = {"csrf_token": _token(client.get("/login").text), "name": "lien",
            "password": "một câu dài dễ nhớ"}  # fmt: skip
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
