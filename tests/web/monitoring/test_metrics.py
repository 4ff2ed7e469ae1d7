"""A monitor on this machine reads how the server fares; nobody else does."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.journal import outboxes
from clearance.store.keeping import last_runs
from tests.apps import own_app
from tests.given import CADRE, NOW
from tests.web.conftest import Person

People = Callable[[Any], Person]
HERE = "http://127.0.0.1:8000"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application whose counts are its own."""
    return own_app(tmp_path)


def figures(app: Flask) -> dict[str, float]:
    """What a monitor reads: each series with its value."""
    answer = app.test_client().get("/metrics", base_url=HERE)
    assert answer.status_code == 200
    rows = [line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in rows}


def test_requests_are_counted_by_route_method_and_status(app: Flask, as_: People) -> None:
    leader = as_("leader")
    for code in ("HY-0042", "HY-0077", "GHOST"):
        leader.get(f"/households/{code}")
    known = figures(app)
    series = 'clearance_requests_total{method="GET",route="households.show",status="%s"}'
    assert (known[series % 200], known[series % 404]) == (2, 1)
    assert known['clearance_request_seconds_count{route="households.show"}'] == 3
    assert known['clearance_refusals_total{code="http_404"}'] == 1


def test_a_thousand_made_up_addresses_and_methods_add_no_series(app: Flask) -> None:
    client = app.test_client()
    client.get("/nowhere"), client.open("/login", method="BREW")
    before = figures(app).keys()
    for n in range(300):
        client.get(f"/nowhere/{n}?a={n}")
        client.open("/login", method=f"BREW{n}", headers={"X-Made-Up": str(n)})
    more = figures(app).keys() - before
    assert [s for s in more if "metrics.show" not in s] == []


def test_what_waits_is_counted(app: Flask, store: Store, as_: People) -> None:
    outboxes.tell(store, as_("cadre").session, CADRE.uid, 7, stamp(NOW), stamp(NOW))
    known = figures(app)
    assert known["clearance_unsent_reports"] == 7
    assert known["clearance_journal_rows"] > 0
    assert known["clearance_database_bytes"] > 10_000
    assert known["clearance_disk_free_bytes"] > 0
    assert known['clearance_held_reports{waits_for="person"}'] == 0


def test_the_age_of_backup_and_check_is_endless_until_there_is_one(app: Flask) -> None:
    assert figures(app)["clearance_backup_age_seconds"] == float("inf")
    run = app.test_cli_runner().invoke
    assert run(args=["backup"]).exit_code == 0
    assert run(args=["check"]).exit_code == 0
    known = figures(app)
    assert (known["clearance_backup_age_seconds"], known["clearance_check_age_seconds"]) == (0, 0)
    data = app.extensions["clearance"].settings.data
    assert (data / last_runs.CHECK).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.5", "2001:db8::1", "", "nowhere"])
def test_another_machine_finds_nothing(app: Flask, address: str) -> None:
    there = {"REMOTE_ADDR": address}
    assert app.test_client().get("/metrics", base_url=HERE, environ_base=there).status_code == 404


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Proto"]
)
@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_what_came_through_a_proxy_finds_nothing(app: Flask, header: str, proxies: int) -> None:
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_host=1)  # type: ignore[method-assign]
    answer = app.test_client().get("/metrics", base_url=HERE, headers={header: "127.0.0.1"})
    assert answer.status_code == 404


@pytest.mark.parametrize("host", ["office.example", "10.0.0.7:8000", "127.0.0.1.office.example"])
def test_what_asks_for_the_offices_name_finds_nothing(app: Flask, host: str) -> None:
    assert app.test_client().get("/metrics", base_url=f"http://{host}").status_code == 404


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_this_machine_by_any_of_its_names_is_answered(app: Flask, host: str) -> None:
    answer = app.test_client().get("/metrics", base_url=f"http://{host}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.match(r"text/plain; version=", answer.content_type)
