"""Asking an office over the wire: what is never sent, and what half an answer means."""

import gzip
import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from clearance.exchange.feeds import feed_wire
from clearance.exchange.feeds.feed_wire import read_address
from clearance.rules.basics.faults import Refused

PAGE = {"office": {"uid": "north"}, "head": {"seq": 0, "hash": "f"}, "rows": []}
BODY = json.dumps(PAGE).encode()
#: Never said by anything.
TOKEN = "a-secret-nobody-may-read"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def answer(body: bytes = BODY, status: str = "200 OK", length: int = -1, more: str = "") -> bytes:
    """What an office sends back."""
    length = len(body) if length < 0 else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}\r\n".encode() + body


@contextmanager
def an_office_that_says(said: bytes) -> Iterator[tuple[str, list[str]]]:
    """Its address, and what it was asked."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while (line := self.rfile.readline()).strip():
                asked.append(line.decode().strip())
            self.wfile.write(said)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        thread.join()


def refusal(deed: Callable[[], Any]) -> str:
    """The words of a refusal, in which the token may not stand."""
    with pytest.raises(Refused) as error:
        deed()
    assert TOKEN not in str(error.value)
    return str(error.value)


def test_the_token_goes_in_the_header_and_the_cursor_in_the_address() -> None:
    with an_office_that_says(answer()) as (address, asked):
        page = read_address(f"{address}/gpmb/", TOKEN).ask(41, 7)
    assert page.office_uid == "north"
    assert asked[0] == "GET /gpmb/feed?after=41&most=7 HTTP/1.1"
    assert f"Authorization: Bearer {TOKEN}" in asked


def test_a_packed_answer_is_unpacked() -> None:
    packed = answer(gzip.compress(BODY), more="Content-Encoding: gzip\r\n")
    with an_office_that_says(packed) as (address, _asked):
        assert read_address(address, TOKEN).ask(0).office_uid == "north"


@pytest.mark.parametrize(
    "said",
    [
        answer(BODY[:-5], length=len(BODY)),
        b"",
        b"SSH-2.0\r\n",
        answer()[:20],
        answer(gzip.compress(BODY)[:-9], more="Content-Encoding: gzip\r\n"),
        answer(b"no gzip", more="Content-Encoding: gzip\r\n"),
    ],
)
def test_half_an_answer_is_none(said: bytes) -> None:
    with an_office_that_says(said) as (address, _asked):
        office = read_address(address, TOKEN)
        assert "Chạy lại" in refusal(lambda: office.ask(0))


@pytest.mark.parametrize("body", [b"<html>", b"[" * 100_000, b"{}", b"\xff"])
def test_an_answer_that_is_no_page_is_refused(body: bytes) -> None:
    with an_office_that_says(answer(body)) as (address, _asked):
        office = read_address(address, TOKEN)
        assert "Kiểm tra địa chỉ" in refusal(lambda: office.ask(0))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_answer_without_end_is_refused(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_wire, "LARGEST", 100)
    more = "Content-Encoding: gzip\r\n" if pack is gzip.compress else ""
    with an_office_that_says(answer(pack(b" " * 5000), more=more)) as (address, _asked):
        office = read_address(address, TOKEN)
        assert "Chạy lại" in refusal(lambda: office.ask(0))


def test_an_answer_that_does_not_say_how_long_it_is_ends_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed_wire, "LARGEST", 100)
    with an_office_that_says(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 5000) as (address, _asked):
        office = read_address(address, TOKEN)
        assert "trang quá lớn" in refusal(lambda: office.ask(0))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 No", "mã mới"),
        ("403 No", "quản trị"),
        ("404 No", "không có dòng tin"),
        ("302 There", "Dùng thẳng địa chỉ cuối"),
        ("500 Oh", "đơn vị trả lời 500"),
    ],
)
def test_every_other_answer_has_its_remedy(status: str, words: str) -> None:
    elsewhere = "Location: http://127.0.0.2/\r\n"
    with an_office_that_says(answer(b"", status, more=elsewhere)) as (address, _asked):
        office = read_address(address, TOKEN)
        assert words in refusal(lambda: office.ask(0))


def test_an_office_that_is_not_there_is_named() -> None:
    with an_office_that_says(answer()) as (address, _asked):
        read_address(address, TOKEN).ask(0)
    assert address in refusal(lambda: read_address(address, TOKEN).ask(0))


def test_plain_http_where_https_is_spoken_is_an_error_of_tls() -> None:
    with an_office_that_says(answer()) as (address, _asked):
        office = read_address(address.replace("http:", "https:"), TOKEN)
        assert "TLS" in refusal(lambda: office.ask(0))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://gpmb.example", "HTTPS"),
        ("http://10.0.0.7", "HTTPS"),
        ("ftp://x", "HTTPS"),
        ("//x", "HTTPS"),
        ("https://", "không đúng"),
        ("https://x:port", "không đúng"),
        ("https://x y/", "không đúng"),
        ("https://[x", "không đúng"),
        (f"https://me:{TOKEN}@x", "trong tệp"),
        (f"https://x/?token={TOKEN}", "trong tệp"),
        (f"https://x/#{TOKEN}", "trong tệp"),
        ("https://x/đ", "không đúng"),
    ],
)
def test_an_address_over_which_no_token_may_travel_is_refused(address: str, words: str) -> None:
    assert words in refusal(lambda: read_address(address, TOKEN))


@pytest.mark.parametrize("token", ["", "two words", "a\r\nX-Evil: 1", "đ"])
def test_a_token_is_one_word(token: str) -> None:
    with pytest.raises(Refused, match="một mã"):
        read_address("https://gpmb.example", token)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://gpmb.example/ ", "https://gpmb.example"),
        ("https://gpmb.example:8443/a/", "https://gpmb.example:8443/a"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://127.0.0.9", "http://127.0.0.9"),
    ],
)
def test_an_address_is_kept_in_one_form_and_shows_no_token(typed: str, kept: str) -> None:
    office = read_address(typed, TOKEN)
    assert office.address == kept
    assert TOKEN not in repr(office)
