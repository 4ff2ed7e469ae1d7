"""Signing in and out, links, programs: who comes in, and how long he stays."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.journal import meta
from clearance.store.people import accounts, secrets
from tests import given
from tests.given import ADMIN, CADRE, NOW, OFFICE, a_change, by
from tests.web.conftest import Person

People = Callable[[Any], Person]
PASSWORD = "suối Lạnh chảy qua ba bản"


def token_of(client: FlaskClient, url: str = "/login") -> str:
    """The form's token."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(url).text)
    assert found
    return found[1]


def sign_in(
    client: FlaskClient, name: str = "canbo.a", password: str = PASSWORD, **more: Any
) -> Any:
    """Fill the form and send it."""
    values = {"name": name, "password": password, "csrf_token": token_of(client)} | more
    return client.post("/login", data=values)


def is_in(client: FlaskClient) -> bool:
    """Whether the client is signed in."""
    return client.get("/sync/hello", headers={"Accept": "application/json"}).status_code == 200


@pytest.fixture
def client(app: Flask, store: Store) -> FlaskClient:
    """Somebody at the door; the cadre has a password."""
    accounts.write_login(store, CADRE.uid, password_hash=secrets.hash_password(PASSWORD))
    return app.test_client()


def a_program(store: Store, who: given.Who = CADRE) -> dict[str, str]:
    """Headers of a program with its token."""
    token, until = secrets.new_token(), stamp(NOW + timedelta(days=1))
    accounts.open_session(
        store,
        uid=new_uid(),
        token_hash=secrets.token_hash(token),
        person_uid=who.uid,
        kind="token",
        device="chương trình",
        created_at=stamp(NOW),
        expires_at=until,
    )
    return {"Authorization": f"Bearer {token}", "Accept": "application/json"}


def test_the_right_password_opens_the_page_asked_for(client: FlaskClient) -> None:
    answer = sign_in(client, next="/households/?km=12")
    assert (answer.status_code, answer.location) == (302, "/households/?km=12")
    assert is_in(client)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("canbo.a", "wrong"),
        ("canbo.a", ""),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("canbo.b", PASSWORD),
        ("canbo.a'--", "x" * 5000),
    ],
)
def test_a_wrong_name_or_password_is_told_in_the_same_words(
    client: FlaskClient, name: str, password: str
) -> None:
    answer = sign_in(client, name, password)
    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    "target",
    [
        "https://bad.example/",
        "//bad.example/",
        "/\\bad.example",
        "\\\\bad.example",
        "/\t/bad.example",
        "javascript:alert(1)",
        "bad.example",
        "http:bad.example",
    ],
)
def test_signing_in_never_leads_to_another_host(client: FlaskClient, target: str) -> None:
    answer = sign_in(client, next=target)
    assert answer.location == "/"


def test_a_closed_account_stays_outside_and_its_sessions_end(
    client: FlaskClient, store: Store
) -> None:
    sign_in(client)
    for case in store.query("SELECT * FROM turn WHERE until IS NULL"):
        given = {"holder_uid": OFFICE.uid}
        by(ADMIN, store, a_change(case["subject"], case["subject_uid"], "assigned", patch=given))
    closed = a_change("person", CADRE.uid, "revised", patch={"is_active": 0})
    assert by(ADMIN, store, closed).is_accepted
    assert not is_in(client)
    sign_in(client)
    assert not is_in(client)


def test_the_session_of_before_is_not_carried_in(client: FlaskClient) -> None:
    client.get("/login")
    with client.session_transaction() as session:
        session["planted"] = "x"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_the_language_chosen_at_the_door_stays_after_signing_in(client: FlaskClient) -> None:
    client.get("/login?lang=en")
    sign_in(client)
    assert '<html lang="en">' in client.get("/").text


def test_a_session_revoked_on_the_server_is_over(client: FlaskClient, store: Store) -> None:
    sign_in(client)
    uid = accounts.list_sessions(store, CADRE.uid)[0]["uid"]
    accounts.revoke_session(store, uid, CADRE.uid, stamp(NOW))
    assert not is_in(client)


def test_signing_out_ends_the_session_also_for_who_copied_the_cookie(
    client: FlaskClient, app: Flask, store: Store
) -> None:
    sign_in(client)
    cookie = client.get_cookie("s")
    assert cookie
    token = client.get("/sync/hello").get_json()["csrf_token"]
    answer = client.post("/logout", data={"csrf_token": token})
    assert answer.location == "/login"
    thief = app.test_client()
    thief.set_cookie("s", cookie.value)
    assert not is_in(thief)
    assert accounts.list_sessions(store, CADRE.uid) == []


def test_signing_out_twice_harms_nobody(client: FlaskClient) -> None:
    assert client.post("/logout", data={"csrf_token": token_of(client)}).location == "/login"


def test_a_session_is_over_after_its_days(tmp_path: Path) -> None:
    hour = [NOW]
    app = create_app(read_settings({"CLEARANCE_DATA": str(tmp_path)}), clock=lambda: hour[0])
    store = app.extensions["clearance"].store
    given.a_project(store)
    accounts.write_login(store, CADRE.uid, password_hash=secrets.hash_password(PASSWORD))
    client = app.test_client()
    sign_in(client)
    hour[0] = NOW + timedelta(days=13)
    assert is_in(client)
    hour[0] = NOW + timedelta(days=15)
    assert not is_in(client)


def test_guessing_is_stopped_for_that_account_from_that_address_only(client: FlaskClient) -> None:
    token = token_of(client)
    tries = [
        client.post("/login", data={"name": "canbo.a", "password": "x", "csrf_token": token})
        for _ in range(11)
    ]
    assert [t.status_code for t in tries] == [200] * 10 + [429]
    other = {"name": "canbo.b", "password": "x", "csrf_token": token}
    assert client.post("/login", data=other).status_code == 200


def test_a_one_time_link_sets_a_password_once(client: FlaskClient, store: Store) -> None:
    link = secrets.new_token()
    accounts.write_login(
        store,
        OFFICE.uid,
        link_hash=secrets.token_hash(link),
        link_until=stamp(NOW + timedelta(hours=1)),
    )
    url = f"/welcome/{link}"

    def choose(password: str, again: str) -> int:
        values = {"password": password, "again": again, "csrf_token": token_of(client, url)}
        return client.post(url, data=values).status_code

    assert choose("short", "short") == 200
    assert choose("gpmbhamyen123", "gpmbhamyen123") == 200
    assert choose(PASSWORD, PASSWORD + "x") == 200
    assert not is_in(client)
    assert choose(PASSWORD, PASSWORD) == 302
    assert is_in(client)
    assert client.get(url).status_code == 404
    assert client.get("/welcome/guess").status_code == 404


def test_the_demo_door_exists_only_in_the_demo(client: FlaskClient, tmp_path: Path) -> None:
    values = {"role": "leader", "csrf_token": token_of(client)}
    assert client.post("/login/demo", data=values).status_code == 404
    settings = read_settings({"CLEARANCE_DATA": str(tmp_path / "demo")})
    meta.write(given.a_project(create_app(settings).extensions["clearance"].store), "demo", "1")
    visitor = create_app(settings, clock=lambda: NOW).test_client()
    pressed = {"csrf_token": token_of(visitor)}
    assert visitor.post("/login/demo", data={**pressed, "role": "ghost"}).status_code == 404
    assert visitor.post("/login/demo", data={**pressed, "role": "leader"}).status_code == 302
    assert visitor.get("/sync/hello").get_json()["role"] == "leader"


def test_a_program_with_its_token_needs_no_form_token(client: FlaskClient, store: Store) -> None:
    headers = a_program(store)
    told = client.post("/sync", json=[], headers=headers)
    assert (told.status_code, told.get_json()) == (200, [])
    foreign = headers | {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/sync", json=[], headers=foreign).status_code == 403


@pytest.mark.parametrize("value", ["Bearer", "Bearer ", "Bearer guess", "Basic YTpi", "guess"])
def test_a_wrong_token_opens_nothing(client: FlaskClient, value: str) -> None:
    headers = {"Authorization": value, "Accept": "application/json"}
    assert client.get("/sync/hello", headers=headers).status_code == 401


def test_a_browsers_cookie_beside_a_token_does_not_waive_the_form_token(
    as_: People, store: Store
) -> None:
    browser = as_("cadre").client
    assert browser.post("/sync", json=[], headers=a_program(store)).status_code == 400
