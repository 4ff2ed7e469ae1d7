"""The journal on a USB stick: signed, whole, or refused."""

from pathlib import Path

import pytest

from clearance.exchange.feeds.feed_file import read_feed, read_key, write_feed
from clearance.rules.basics.faults import Refused
from clearance.rules.records.hub_page import Page
from clearance.store.journal import feed
from tests.given import a_store
from tests.offices import an_office

KEY = b"k" * 32


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An office's journal as a file."""
    store = an_office(a_store(), "north").store
    path = tmp_path / "north.feed"
    head = feed.head_of(store)
    assert write_feed(path, KEY, head, feed.stream_whole(store, 0)) == head["head"]["seq"]
    return path


def pages(path: Path, key: bytes = KEY, most: int = 1000) -> list[Page]:
    """What a hub reads of the file."""
    with path.open("rb") as file:
        return list(read_feed(file, key, path.name, most))


def test_what_was_written_is_read_in_pages(stick: Path) -> None:
    whole, parts = pages(stick), pages(stick, most=10)
    assert len(whole) == 1
    assert [row for page in parts for row in page.rows] == list(whole[0].rows)
    assert max(len(page.rows) for page in parts) == 10
    assert {page.office_uid for page in parts} == {"north-project"}
    assert list(stick.parent.glob("*.part")) == []


def test_a_journal_without_news_is_one_empty_page(stick: Path) -> None:
    head = {"office": {"uid": "north"}, "head": {"seq": 7, "hash": "f"}}
    assert write_feed(stick, KEY, head, []) == 0
    assert pages(stick) == [Page("north", 7, "f")]


@pytest.mark.parametrize("at", [0, 30, 900, -90, -2])
def test_one_changed_byte_refuses_all_of_it(stick: Path, at: int) -> None:
    data = bytearray(stick.read_bytes())
    data[at] ^= 1
    stick.write_bytes(data)
    with pytest.raises(Refused, match="chữ ký không khớp"):
        pages(stick)


def test_another_key_or_a_file_cut_short_refuses_all_of_it(stick: Path) -> None:
    with pytest.raises(Refused, match="cùng một khóa"):
        pages(stick, b"x" * 32)
    lines = stick.read_bytes().splitlines(keepends=True)
    for cut in (lines[:-1], lines[:-2] + lines[-1:], [], [b"x"]):
        stick.write_bytes(b"".join(cut))
        with pytest.raises(Refused, match="chữ ký không khớp"):
            pages(stick)


def test_a_signed_file_that_holds_something_else_is_refused(stick: Path) -> None:
    for head in ([], "x", {"office": 1}):
        write_feed(stick, KEY, head, [])  # type: ignore[arg-type]
        with pytest.raises(Refused):
            pages(stick)


def test_a_key_has_a_least_length(tmp_path: Path) -> None:
    short = tmp_path / "short.key"
    short.write_text("secret\n")
    with pytest.raises(Refused, match="openssl"):
        read_key(short)
    short.write_bytes(KEY + b"\n")
    assert read_key(short) == KEY
