"""A backup made on one engine, restored on the other: the same rows, the same maps, to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.maps.layers import LAYERS
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.keeping import transfer
from clearance.store.people import accounts
from tests import engines
from tests.given import NOW

Run = Callable[..., Result]
BOX = "bbox=104,21,106,23"


@pytest.fixture
def other(engine: str, tmp_path: Path) -> Flask:
    """An empty office on the other engine."""
    data = tmp_path / "other"
    with engines.using("sqlite" if engine == "postgresql" else "postgresql"):
        return create_app(read_settings(engines.settings(data)), clock=lambda: NOW)


def test_a_backup_of_one_engine_is_whole_on_the_other(
    app: Flask, run: Run, other: Flask, tmp_path: Path
) -> None:
    archive = tmp_path / "copy.tar"
    for words in (("demo", "--scale", "sample"), ("backup", "-o", archive)):
        done = run(*words)
        assert done.exit_code == 0, done.output
    key = app.extensions["clearance"].settings.data / "backup.key"
    words = ["restore", str(archive), "--yes", "--key", str(key)]
    done = other.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    again = create_app(other.extensions["clearance"].settings, clock=lambda: NOW)
    assert _store(again).engine != _store(app).engine
    assert transfer.differing(_store(app), _store(again)) == []
    assert transfer.count_rows(_store(again)) > 1000
    checked = again.test_cli_runner().invoke(args=["check"])
    assert checked.exit_code == 0, checked.output
    assert b"" not in _maps(app, "leader").values()
    for role in ("leader", "cadre", "liaison"):
        assert _maps(app, role) == _maps(again, role)


def _store(app: Flask) -> Store:
    store: Store = app.extensions["clearance"].store
    return store


def _maps(app: Flask, role: str) -> dict[tuple[str, str], bytes]:
    """Every layer as that role gets it, today and on an earlier day."""
    name = next(p["name"] for p in accounts.list_people(_store(app)) if p["role"] == role)
    token = app.test_cli_runner().invoke(args=["token", name]).output.strip().splitlines()[-1]
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    asked = [(layer, day) for layer in LAYERS for day in ("2026-11-20", "2026-06-01")]
    return {(layer, day): _layer(client, layer, day) for layer, day in asked}


def _layer(client: FlaskClient, layer: str, day: str) -> bytes:
    answer = client.get(f"/map/{layer}.geojson?{BOX}&as_of={day}")
    if answer.status_code == 404:  # a layer this role has no business with
        return b""
    assert answer.status_code == 200, answer.text
    return answer.data
