"""The database server is stopped and comes back: a clear word meanwhile, nothing lost or twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.record.replay import differences
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.people import accounts, secrets
from tests import given
from tests.given import CADRE, NOW
from tests.machines import Machine

ROOT = Path(__file__).parents[2]
JSON = {"Accept": "application/json"}


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A server with an empty database."""
    made = Machine()
    made.ask("CREATE DATABASE office")
    yield made
    made.remove()


@pytest.fixture
def app(machine: Machine, tmp_path: Path) -> Flask:
    """The application on that server."""
    address = {"CLEARANCE_DATA": str(tmp_path), "CLEARANCE_DATABASE": machine.url()}
    made = create_app(read_settings(address), clock=lambda: NOW)
    given.a_household(given.a_project(made.extensions["clearance"].store), "h")
    return made


def a_phone(app: Flask) -> FlaskClient:
    """The cadre's phone."""
    token, store = secrets.new_token(), app.extensions["clearance"].store
    accounts.open_session(
        store,
        uid=new_uid(),
        token_hash=secrets.token_hash(token),
        person_uid=CADRE.uid,
        kind="token",
        device="máy",
        created_at=stamp(NOW),
        expires_at=stamp(NOW + timedelta(1)),
    )
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


def queue(count: int) -> list[dict[str, Any]]:
    """Reports waiting on a phone."""
    return [
        {
            "uid": new_uid(),
            "subject": "household",
            "subject_uid": "h",
            "fact": "visited",
            "patch": {"note": f"lần {n}"},
            "device": "máy",
        }
        for n in range(count)
    ]


def test_while_the_server_is_away_it_is_said_and_afterwards_everything_goes_on(
    app: Flask, machine: Machine
) -> None:
    phone, waiting = a_phone(app), queue(3)
    assert phone.post("/sync", json=waiting[:1]).status_code == 200
    machine.stop()
    refused = phone.post("/sync", json=waiting)
    assert (refused.status_code, refused.get_json()["code"]) == (503, "http_503")
    assert refused.headers["Retry-After"]
    assert phone.get("/health", headers=JSON).status_code == 503
    page = phone.get("/households/", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert "Máy chủ dữ liệu chưa trả lời" in page.text
    assert "Content-Security-Policy" in page.headers
    machine.start()
    told = phone.post("/sync", json=waiting).get_json()
    assert [one["standing"] for one in told] == ["accepted"] * 3
    assert phone.post("/sync", json=waiting).get_json() == told
    _each_once(app.extensions["clearance"].store, waiting)


def _each_once(store: Store, waiting: list[dict[str, Any]]) -> None:
    rows = store.query("SELECT uid FROM change WHERE fact = 'visited' ORDER BY seq")
    assert [row["uid"] for row in rows] == [one["uid"] for one in waiting]
    assert differences(store) == []


def test_a_write_is_begun_anew_on_a_line_that_broke_while_nobody_used_it(
    app: Flask, machine: Machine
) -> None:
    store = app.extensions["clearance"].store
    machine.stop()
    machine.start()
    assert given.step(store, "h", "notified").is_accepted


def test_a_command_under_way_says_in_one_line_that_the_server_is_away(
    app: Flask, machine: Machine
) -> None:
    machine.stop()
    refused = app.test_cli_runner().invoke(args=["check"])
    assert refused.exit_code == 1
    _one_clear_line(refused.output, "office")


@pytest.mark.parametrize("command", [["serve"], ["check"], ["doctor"], ["user", "list"]])
def test_no_command_starts_without_its_server(tmp_path: Path, command: list[str]) -> None:
    address = f"postgresql://ai:matkhau@/giaiphong?host={tmp_path}"
    done = _flask(command, {"CLEARANCE_DATA": str(tmp_path), "CLEARANCE_DATABASE": address})
    assert done.returncode == 1
    _one_clear_line(done.stderr, str(tmp_path))
    assert "giaiphong" in done.stderr


def test_an_address_that_is_none_is_refused_without_showing_its_password(tmp_path: Path) -> None:
    address = "postgresql://ai:matkhau@may:5:6/giaiphong?zz=1"
    done = _flask(["serve"], {"CLEARANCE_DATA": str(tmp_path), "CLEARANCE_DATABASE": address})
    assert done.returncode == 1
    _one_clear_line(done.stderr, "địa chỉ không đúng dạng")


def _flask(words: list[str], address: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **address}, capture_output=True, text=True, timeout=60
    )


def _one_clear_line(text: str, place: str) -> None:
    """One line in words, with the place and the remedy, without password or inside."""
    assert len(text.strip().splitlines()) == 1
    assert "Không dùng được cơ sở dữ liệu" in text
    assert place in text
    assert "CLEARANCE_DATABASE" in text
    assert "matkhau" not in text
