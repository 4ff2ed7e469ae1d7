"""Two application servers on one PostgreSQL: one journal, one order, one sign-in."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

from clearance.record.replay import differences
from clearance.store import Store, open_store
from clearance.store.journal import changes, evidence
from clearance.store.people import accounts, secrets
from tests import engines, given
from tests.appservers import a_token, app_servers, errors, missing_numbers, together, turns
from tests.given import CADRE, KEY

RATE, REPORTS = 200, 400
PASSWORD = "một câu dài dễ nhớ"
PHOTO = b"anh chup bien ban"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Store, dict[str, str]]]:
    """A project with twenty households on PostgreSQL, and the settings of its servers."""
    with engines.using("postgresql"):
        environment = engines.settings(tmp_path)
        (tmp_path / "digest.key").write_bytes(KEY)
        store = given.a_project(open_store(environment["CLEARANCE_DATABASE"], KEY))
        for number in range(20):
            given.a_household(store, f"h{number}")
        yield store, environment
        store.close()


def test_two_servers_under_two_hundred_writes_a_second_keep_one_journal(
    office: tuple[Store, dict[str, str]],
) -> None:
    store, environment = office
    token, uids = a_token(store, CADRE.uid), [f"h{n % 20}" for n in range(REPORTS)]
    with app_servers(environment, 2) as ports:
        standings, _, _ = together(ports, token, uids, RATE)
    assert (errors(standings), len(standings)) == (0, REPORTS)
    assert store.value("SELECT COUNT(*) FROM change WHERE fact = 'visited'") == REPORTS
    assert missing_numbers(store) == 0
    assert changes.broken_links(store) == []
    assert differences(store) == []
    assert turns(store) > REPORTS / 10


def test_who_signs_in_at_one_server_is_known_at_the_other_and_sees_the_same_photos(
    office: tuple[Store, dict[str, str]],
) -> None:
    store, environment = office
    accounts.write_login(store, CADRE.uid, password_hash=secrets.hash_password(PASSWORD))
    folder = Path(environment["CLEARANCE_DATA"]) / "evidence"
    sha256 = evidence.keep(store, folder, PHOTO, "image/jpeg", CADRE.uid, "2026-11-01")
    seen = given.a_change("household", "h0", "visited", evidence=(sha256,))
    assert given.by(CADRE, store, seen).is_accepted
    with app_servers(environment, 2) as (one, other):
        cookie = _signed_in(one)
        assert _got(other, "/households/", cookie).status == 200
        assert _got(other, f"/evidence/{sha256}", cookie).text == PHOTO.decode()
        page = _got(other, "/account", cookie)
        assert _posted(one, "/logout", _token(page), {}, _cookie(page)).status == 302
        assert _got(other, "/households/", cookie).status == 302


def _signed_in(port: int) -> str:
    first = _got(port, "/login", "")
    cookie = _cookie(first)
    form = {"name": CADRE.name, "password": PASSWORD}
    answer = _posted(port, "/login", _token(first), form, cookie)
    assert answer.status == 302
    return _cookie(answer)


def _token(page: HTTPResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)  # type: ignore[attr-defined]
    assert found
    return found[1]


def _cookie(answer: HTTPResponse) -> str:
    given = [value for name, value in answer.getheaders() if name == "Set-Cookie"]
    return "; ".join(value.split(";")[0] for value in given)


def _got(port: int, path: str, cookie: str) -> HTTPResponse:
    return _asked(port, "GET", path, {"Cookie": cookie})


def _posted(port: int, path: str, token: str, form: dict[str, str], cookie: str) -> HTTPResponse:
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    return _asked(port, "POST", path, headers, urlencode({**form, "csrf_token": token}))


def _asked(
    port: int, method: str, path: str, headers: dict[str, str], body: str = ""
) -> HTTPResponse:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as wire:
        wire.request(method, path, body, headers)
        answer = wire.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
    return answer
