"""What every answer carries so that browsers guard it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest

from clearance import create_app
from clearance.settings import read_settings
from tests.given import NOW
from tests.web.conftest import Person

People = Callable[[Any], Person]
PAGES = ("/", "/corridor", "/nowhere", "/login", "/health", "/sync/hello", "/changes")


@pytest.mark.parametrize("url", PAGES)
def test_every_answer_is_guarded_and_not_kept(as_: People, url: str) -> None:
    headers = as_("leader").get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy


def test_each_answer_has_its_own_mark_for_scripts(as_: People) -> None:
    person = as_("leader")
    marks = [
        re.findall("nonce-([^']+)'", person.get("/").headers["Content-Security-Policy"])[0]
        for _ in range(3)
    ]
    assert len(set(marks)) == 3
    assert all(len(mark) >= 20 for mark in marks)


@pytest.mark.parametrize("url", ["/account", "/corridor", "/login"])
def test_no_page_holds_a_script_or_handler_that_the_policy_would_stop(
    as_: People, url: str
) -> None:
    answer = as_("leader").get(url)
    mark = re.findall("nonce-([^']+)'", answer.headers["Content-Security-Policy"])[0]
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    assert [
        s for s in scripts if f'nonce="{mark}"' not in s and 'type="application/json"' not in s
    ] == []
    assert re.findall(r"<[^>]+\son\w+=", answer.text) == []


def test_a_file_with_its_mark_is_kept_for_ever_without_it_or_by_an_older_one_not(
    as_: People,
) -> None:
    page = as_("leader").read("/account")
    marked = re.findall(r'/static/[^"]+\?v=[0-9a-f]+', page)[0]
    plain = marked.split("?")[0]
    for url, is_kept in ((marked, True), (plain, False), (f"{plain}?v=0123456789ab", False)):
        answer = as_("leader").get(url, buffered=True)
        assert ("immutable" in answer.headers["Cache-Control"]) == is_kept


def test_a_marked_file_is_packed_tightly_and_may_run_nothing_by_itself(as_: People) -> None:
    page = as_("leader").read("/account")
    styles = next(u for u in re.findall(r'/static/[^"]+\?v=[0-9a-f]+', page) if ".css" in u)
    plain, packed = (
        as_("leader").get(styles, headers={"Accept-Encoding": how}, buffered=True)
        for how in ("identity", "br")
    )
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    for answer in (plain, packed):
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_for_us_alone_and_over_tls_when_the_office_says_so(tmp_path: Path) -> None:
    given = {"CLEARANCE_DATA": str(tmp_path), "CLEARANCE_SECURE": "1"}
    client = create_app(read_settings(given), clock=lambda: NOW).test_client()
    answer = client.get("/login", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-s=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    plain = create_app(read_settings({"CLEARANCE_DATA": str(tmp_path)}), clock=lambda: NOW)
    assert "Strict-Transport-Security" not in plain.test_client().get("/login").headers


def test_a_server_behind_a_proxy_believes_only_the_proxies_it_was_told_of(tmp_path: Path) -> None:
    for proxies, scheme in (("0", "http"), ("1", "https")):
        given = {"CLEARANCE_DATA": str(tmp_path), "CLEARANCE_PROXIES": proxies}
        app = create_app(read_settings(given), clock=lambda: NOW)
        seen: list[str] = []
        app.before_request(lambda seen=seen: seen.append(_scheme()))
        app.test_client().get("/health", headers={"X-Forwarded-Proto": "https"})
        assert seen == [scheme]


def _scheme() -> str:
    from flask import request

    return request.scheme
