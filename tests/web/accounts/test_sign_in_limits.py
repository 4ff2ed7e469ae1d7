"""Passwords cannot be guessed, and whoever guesses shuts nobody else out."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.people import accounts, secrets, sign_ins
from tests import engines, given
from tests.given import ADMIN, CADRE, CADRE_B, EVERYONE, NOW
from tests.web.accounts.test_auth import PASSWORD, is_in, token_of

HOME, CAFE = "203.0.113.7", "198.51.100.9"
WRONG = "sai mật khẩu rồi"


class Town:
    """An office whose people all have a password, its clock, and devices at any address."""

    def __init__(self, folder: Path) -> None:
        self.now: datetime = NOW
        self.folder = folder
        self.app = self.another_process()
        self.store: Store = self.app.extensions["clearance"].store
        given.a_project(self.store)
        for who in (*EVERYONE, CADRE_B):
            hashed = secrets.hash_password(PASSWORD)
            accounts.write_login(self.store, who.uid, password_hash=hashed)

    def another_process(self) -> Flask:
        """One more server process on the same data."""
        return create_app(read_settings(engines.settings(self.folder)), clock=lambda: self.now)

    def device(self, address: str = HOME, app: Flask | None = None) -> FlaskClient:
        """A browser nobody has used yet."""
        client = (app or self.app).test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return client


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A fresh office."""
    return Town(tmp_path)


def tried(client: FlaskClient, name: str = "canbo.a", password: str = WRONG) -> Any:
    """One try to sign in."""
    values = {"name": name, "password": password, "csrf_token": token_of(client)}
    return client.post("/login", data=values)


def tries(client: FlaskClient, count: int, name: str = "canbo.a") -> list[int]:
    """So many wrong ones; `{n}` in the name is their number."""
    return [tried(client, name.format(n=n)).status_code for n in range(count)]


def test_the_owner_comes_in_on_his_own_device_whatever_is_tried_elsewhere(town: Town) -> None:
    own = town.device()
    assert tried(own, password=PASSWORD).status_code == 302
    for last in range(4):
        tries(town.device(f"192.0.2.{last}"), 11)
    assert tried(town.device("192.0.2.77"), password=PASSWORD).status_code == 429
    own.delete_cookie("s")
    assert tried(own, password=PASSWORD).status_code == 302
    assert is_in(own)


def test_ten_wrong_tries_elsewhere_do_not_stop_the_owner_on_a_new_device(town: Town) -> None:
    assert tries(town.device(CAFE), 11)[-1] == 429
    assert tried(town.device(HOME), password=PASSWORD).status_code == 302


def test_fifty_accounts_sprayed_from_one_address_are_stopped(town: Town) -> None:
    statuses = tries(town.device(CAFE), 50, "nguoi.{n}")
    assert statuses == [200] * 10 + [429] * 40
    assert tried(town.device(CAFE), password=PASSWORD).status_code == 429
    assert tried(town.device(HOME), password=PASSWORD).status_code == 302


def test_one_persons_mistakes_do_not_shut_out_his_office(town: Town) -> None:
    tries(town.device(HOME), 40)
    assert tried(town.device(HOME), "canbo.b", PASSWORD).status_code == 302


def test_mistakes_that_ended_well_are_no_guesses(town: Town) -> None:
    names = [who.name for who in (*EVERYONE, CADRE_B)]
    for _ in range(3):
        for name in names:
            device = town.device(HOME)
            assert tried(device, name).status_code == 200
            assert tried(device, name, PASSWORD).status_code == 302
    assert town.store.value("SELECT COUNT(*) FROM sign_in_failure") == 0


def test_the_wait_grows_and_is_told_in_words(town: Town) -> None:
    device = town.device()
    tries(device, 10)
    stopped = tried(device, password=PASSWORD)
    assert (stopped.status_code, "Hãy thử lại sau 1 phút." in stopped.text) == (429, True)
    town.now += timedelta(minutes=1)
    assert tried(device).status_code == 200
    assert "Hãy thử lại sau 2 phút." in tried(device, password=PASSWORD).text
    town.now += timedelta(seconds=61)
    assert "Hãy thử lại sau 1 phút." in tried(device, password=PASSWORD).text
    town.now += timedelta(seconds=59)
    assert tried(device, password=PASSWORD).status_code == 302


def test_a_restart_or_another_process_forgets_nothing(town: Town) -> None:
    tries(town.device(), 10)
    again = town.device(app=town.another_process())
    assert tried(again, password=PASSWORD).status_code == 429


def test_a_device_that_is_known_is_no_place_to_guess_either(town: Town) -> None:
    own = town.device()
    tried(own, password=PASSWORD)
    own.delete_cookie("s")
    assert tries(own, 11) == [200] * 10 + [429]
    assert tried(town.device(CAFE), password=PASSWORD).status_code == 302


def test_a_device_is_known_for_its_own_accounts_with_the_password_of_today(town: Town) -> None:
    own, other = town.device(), town.device()
    tried(own, password=PASSWORD)
    tried(other, "canbo.b", PASSWORD)
    for device in (own, other):
        device.delete_cookie("s")
    tries(town.device(), 11)
    assert tried(other, password=PASSWORD).status_code == 429
    assert tried(own, password=PASSWORD).status_code == 302
    own.delete_cookie("s")
    accounts.write_login(town.store, CADRE.uid, password_hash=secrets.hash_password(PASSWORD))
    tries(town.device(), 11)
    assert tried(own, password=PASSWORD).status_code == 429


def test_a_device_cookie_of_ones_own_making_is_worth_nothing(town: Town) -> None:
    own, forger = town.device(), town.device()
    tried(own, password=PASSWORD)
    cookie = own.get_cookie("d")
    assert cookie
    tries(town.device(), 11)
    for forged in ("another" + cookie.value, f"{cookie.value}x", ".", f"x.{'0' * 32}"):
        forger.set_cookie("d", forged)
        assert tried(forger, password=PASSWORD).status_code == 429


def test_several_people_of_one_device_are_all_known(town: Town) -> None:
    shared = town.device()
    for name in ("canbo.a", "canbo.b", "canbo.a"):
        tried(shared, name, PASSWORD)
        shared.delete_cookie("s")
    for name in ("canbo.a", "canbo.b"):
        tries(town.device(), 11, name)
        assert tried(shared, name, PASSWORD).status_code == 302
        shared.delete_cookie("s")


def test_the_addresses_of_one_subscriber_are_one(town: Town) -> None:
    for last in range(10):
        tried(town.device(f"2001:db8::{last}"))
    assert tried(town.device("2001:db8::beef"), password=PASSWORD).status_code == 429
    assert tried(town.device("2001:db8:0:1::1"), password=PASSWORD).status_code == 302


def test_the_present_password_cannot_be_guessed_at_a_session_left_open(town: Town) -> None:
    device = town.device()
    tried(device, password=PASSWORD)

    def change(present: str) -> Any:
        new = "một câu khác dài hẳn"
        form = {"present": present, "password": new, "again": new, "csrf_token": token}
        return device.post("/account/password", data=form)

    token = device.get("/sync/hello").get_json()["csrf_token"]
    for _ in range(10):
        assert "không đúng" in change(WRONG).text
    assert "Hãy thử lại sau 1 phút." in change(PASSWORD).text
    town.now += timedelta(minutes=1)
    assert change(PASSWORD).status_code == 303


def test_what_is_kept_tells_no_name_and_no_address_and_is_bounded(town: Town) -> None:
    tried(town.device(CAFE), "mật khẩu gõ nhầm ô")
    kept = str(town.store.query("SELECT * FROM sign_in_failure"))
    assert "nhầm" not in kept
    assert CAFE not in kept
    for n in range(5):
        sign_ins.count(town.store, f"a{n}", "s", f"2026-11-20T0{n}:30:00.000Z")
    sign_ins.sweep(town.store, "2026-11-20T01:00:00.000Z", 3)
    rows = town.store.query("SELECT account FROM sign_in_failure ORDER BY last_at")
    assert [row["account"] for row in rows][-2:] == ["a3", "a4"]
    assert len(rows) == 3
    town.now += timedelta(days=2)
    tried(town.device(), ADMIN.name)
    assert town.store.value("SELECT COUNT(*) FROM sign_in_failure") == 1
