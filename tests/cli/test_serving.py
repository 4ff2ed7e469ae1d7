"""The demo is built whole and stays on this machine; the server is started as asked."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from clearance import create_app
from clearance.cli import serving
from clearance.record.replay import differences
from clearance.store.journal import meta
from tests.given import NOW

Run = Callable[..., Result]


@pytest.fixture
def shop(app: Flask) -> Flask:
    """An office that is marked as one of invented data."""
    meta.write(app.extensions["clearance"].store, "demo", "1")
    return create_app(app.extensions["clearance"].settings, clock=lambda: NOW)


@pytest.mark.sqlite_only  # built on both engines by test_restore_elsewhere
def test_the_demo_is_built_once_and_its_journal_gives_its_state(app: Flask, run: Run) -> None:
    done = run("demo", "--scale", "sample")
    assert done.exit_code == 0, done.output
    shop = create_app(app.extensions["clearance"].settings, clock=lambda: NOW)
    desk = shop.extensions["clearance"]
    assert desk.is_demo
    assert desk.store.value("SELECT COUNT(*) FROM household") == 330
    assert differences(desk.store) == []
    again = shop.test_cli_runner().invoke(args=["demo", "--scale", "sample"])
    assert again.exit_code == 0
    assert "Đã có" in again.output
    other = shop.test_cli_runner().invoke(args=["demo"])
    assert other.exit_code == 1


def test_the_demo_is_served_on_this_machine_only(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: dict[str, Any] = {}
    monkeypatch.setattr(serving, "serve_pages", lambda app, **how: served.update(how))
    run = shop.test_cli_runner()
    for host in ("0.0.0.0", "office.example"):  # noqa: S104 – refused here
        refused = run.invoke(args=["serve", "--host", host])
        assert refused.exit_code == 1
        assert "127.0.0.1" in refused.output
    assert served == {}
    assert run.invoke(args=["serve", "--port", "8123"]).exit_code == 0
    assert (served["host"], served["port"]) == ("127.0.0.1", 8123)


def test_an_office_with_its_own_data_never_becomes_a_demo(run: Run) -> None:
    run("init")
    refused = run("demo", "--scale", "sample")
    assert refused.exit_code == 1
    assert "đã có dữ liệu khác" in refused.output
