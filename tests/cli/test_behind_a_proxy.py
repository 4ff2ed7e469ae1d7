"""`flask serve` behind a real nginx believes exactly the proxies it was told of."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from clearance.store import open_store
from tests import engines
from tests.appservers import a_token, app_servers
from tests.given import KEY, LIAISON, a_project
from tests.proxies import documented, nginx

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_FORGED = {
    "X-Forwarded-For": "10.1.2.3",
    "X-Forwarded-Host": "bad.example",
    "X-Forwarded-Proto": "https",
    "Forwarded": "for=10.1.2.3;host=bad.example",
}
_OFFICE = {"Host": "office.example", "Referer": "https://office.example/login"}


class Visitor:
    """Somebody at an address of his own, with headers of his own making."""

    def __init__(self, port: int, address: str = "127.0.0.1", **headers: str) -> None:
        self.port, self.address, self.headers = port, address, headers

    def ask(self, method: str, url: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, cookie and text of an answer."""
        wire = HTTPConnection("127.0.0.1", self.port, 30, source_address=(self.address, 0))
        with closing(wire):
            wire.request(method, url, body or None, {**self.headers, **headers})
            answer = wire.getresponse()
            cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
            return answer.status, cookie, answer.read().decode()

    def tries(self, count: int) -> list[int]:
        """Statuses of so many wrong passwords for one account, each by another forged address."""
        _, cookie, page = self.ask("GET", "/login")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        body = urlencode({"name": "canbo.a", "password": "x", "csrf_token": (token or "")[1]})
        return [
            self.ask(
                "POST", "/login", body, Cookie=cookie, **_FORM, **{"X-Forwarded-For": f"10.9.8.{n}"}
            )[0]
            for n in range(count)
        ]


@contextmanager
def an_office(folder: Path, proxies: int) -> Iterator[tuple[int, dict[str, str]]]:
    """A server that trusts so many proxies; its port, and headers of the liaison's program."""
    environment = engines.settings(folder) | {"CLEARANCE_PROXIES": str(proxies)}
    store = a_project(open_store(environment["CLEARANCE_DATABASE"], KEY))
    token = {"Authorization": f"Bearer {a_token(store, LIAISON.uid)}"}
    store.close()
    with app_servers(environment, 1) as ports:
        yield ports[0], token


def link_of(visitor: Visitor, token: dict[str, str]) -> str:
    """The address of the calendar, as the office hands it to the investor."""
    status, _, page = visitor.ask("POST", "/segments/calendar", **token)
    assert status == 200
    found = re.search(r"https?://[^/\s\"<]+/", page)
    assert found
    return found[0]


def is_stopped(visitor: Visitor) -> bool:
    """Whether he is stopped from guessing within thirty tries."""
    return 429 in visitor.tries(30)


def test_links_and_addresses_are_those_the_proxy_vouches_for(tmp_path: Path) -> None:
    with (
        an_office(tmp_path, 1) as (port, token),
        nginx(tmp_path / "nginx", documented()[0], port) as outside,
    ):
        visitor = Visitor(outside, "127.0.0.2", **_OFFICE)
        assert link_of(visitor, token) == "https://office.example/"
        forger = Visitor(outside, "127.0.0.2", **_OFFICE, **_FORGED)
        assert link_of(forger, token) == "https://office.example/"
        assert is_stopped(visitor)
        assert Visitor(outside, "127.0.0.3", **_OFFICE).tries(1) == [200]


def test_of_two_proxies_each_is_believed_and_nobody_before_them(tmp_path: Path) -> None:
    first, behind = documented()
    with (
        an_office(tmp_path, 2) as (port, token),
        nginx(tmp_path / "inner", behind, port) as inner,
        nginx(tmp_path / "outer", first, inner) as outer,
    ):
        forger = Visitor(outer, "127.0.0.2", **_OFFICE, **_FORGED)
        assert link_of(forger, token) == "https://office.example/"
        assert is_stopped(forger)
        assert Visitor(outer, "127.0.0.3", **_OFFICE).tries(1) == [200]


def test_without_a_proxy_what_a_visitor_says_of_himself_is_not_believed(tmp_path: Path) -> None:
    with an_office(tmp_path, 0) as (port, token):
        forger = Visitor(port, **_FORGED)
        assert link_of(forger, token) == f"http://127.0.0.1:{port}/"
        assert is_stopped(forger)


@pytest.mark.parametrize("proxies", [0, 1])
def test_figures_for_a_monitor_pass_no_proxy_whatever_the_server_was_told(
    tmp_path: Path, proxies: int
) -> None:
    with (
        an_office(tmp_path, proxies) as (port, _),
        nginx(tmp_path / "nginx", documented()[0], port) as outside,
    ):
        here = {"Host": f"127.0.0.1:{port}"}
        assert Visitor(port, **here).ask("GET", "/metrics")[0] == 200
        for headers in (here, _OFFICE, {**here, **_FORGED}):
            assert Visitor(outside, "127.0.0.2", **headers).ask("GET", "/metrics")[0] == 404
            assert Visitor(outside, **headers).ask("GET", "/metrics")[0] == 404
