"""A centre at its terminal: offices pulled over the wire, or taken from a stick."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.store import Store
from clearance.store.journal import changes, origins
from tests.offices import Served, served, told

Run = Callable[..., Result]
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def north(tmp_path: Path) -> Iterator[Served]:
    """An office that answers."""
    with served(tmp_path / "north", "north") as office:
        yield office


@pytest.fixture
def hub(app: Flask, run: Run) -> Store:
    """The centre's own store, with its project and administrator."""
    assert run("init", "--project", "Trung tâm").exit_code == 0
    return app.extensions["clearance"].store  # type: ignore[no-any-return]


@pytest.fixture
def pull(run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Pull from an office with a token in a file."""

    def deed(office: Served, *more: object, token: str = "") -> Result:
        file = tmp_path / f"{office.office.name}.token"
        file.write_text(f"{token or office.token}\n")
        return run("hub", "pull", office.address, "--token-file", file, *more)

    return deed


def test_two_offices_are_pulled_into_one_hub_and_stay_what_they_are(
    hub: Store, run: Run, pull: Run, north: Served, tmp_path: Path
) -> None:
    with served(tmp_path / "south", "south") as south:
        for office in (north, south):
            done = pull(office, "--most", 9)
            assert done.exit_code == 0, done.output
            assert told(hub, office.office.name) == told(office.office.store, office.office.name)
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    lines = run("hub", "list").output.splitlines()
    assert [line.split()[0] for line in lines] == ["NORTH", "SOUTH"]
    assert "Tin mới (0 ngày)" in lines[0]


def test_pulling_again_brings_nothing_new_and_changes_nothing(
    hub: Store, pull: Run, north: Served
) -> None:
    first = pull(north)
    assert "dòng mới" in first.output
    before = changes.head(hub), told(hub)
    again = pull(north)
    assert (again.exit_code, "Không có gì mới" in again.output) == (0, True)
    assert (changes.head(hub), told(hub)) == before


@pytest.mark.parametrize(
    ("token", "words"), [("guess", "không nhận mã"), ("canbo", "quản trị"), ("two words", "một mã")]
)
def test_without_an_administrators_token_nothing_is_given(
    hub: Store, pull: Run, north: Served, token: str, words: str
) -> None:
    made = north.run.invoke(args=["token", "canbo"]).output.strip()
    refused = pull(north, token=made if token == "canbo" else token)
    assert refused.exit_code == 1
    assert words in refused.output
    assert origins.uids(hub) == set()


def test_the_token_may_come_from_the_environment(
    hub: Store, run: Run, north: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("hub", "pull", north.address).exit_code == 1
    monkeypatch.setenv("CLEARANCE_HUB_TOKEN", north.token)
    assert run("hub", "pull", north.address).exit_code == 0
    assert origins.uids(hub) == {"north-project"}


def test_the_token_stands_in_no_log_and_no_table(
    hub: Store, pull: Run, north: Served, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    said = pull(north).output + pull(north, token="guess-of-a-token").output
    kept = [repr(row) for row in hub.query("SELECT * FROM source")]
    for token in (north.token, "guess-of-a-token"):
        assert token not in "\n".join([said, caplog.text, *kept])
    assert "GET /feed" in caplog.text
    assert f"{north.address}" in kept[0]


def test_an_office_that_lost_its_last_days_is_not_taken_on(
    hub: Store, pull: Run, north: Served
) -> None:
    pull(north)
    before = changes.head(hub)
    hub.run("UPDATE source SET seq = seq + 1")
    refused = pull(north)
    assert refused.exit_code == 1
    assert "khôi phục từ bản cũ" in refused.output
    assert changes.head(hub) == before


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key both sides share."""
    path = tmp_path / "hub.key"
    path.write_text("k" * 64)
    return path


def test_a_stick_brings_the_same_as_the_wire(
    hub: Store, run: Run, pull: Run, north: Served, key: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "north.feed"
    made = north.run.invoke(args=["export", "feed", "-o", str(stick), "--key-file", str(key)])
    assert made.exit_code == 0, made.output
    done = run("hub", "take", stick, "--key-file", key)
    assert done.exit_code == 0, done.output
    assert told(hub, "north") == told(north.office.store, "north")
    assert "(tệp)" in run("hub", "list").output
    assert "Không có gì mới" in run("hub", "take", stick, "--key-file", key).output
    assert "Không có gì mới" in pull(north).output
    assert run("check").exit_code == 0


def test_a_stick_goes_on_after_a_number_and_refuses_a_gap(
    hub: Store, run: Run, north: Served, key: Path, tmp_path: Path
) -> None:
    sticks = {}
    for after in (0, 10):
        sticks[after] = tmp_path / f"{after}.feed"
        north.run.invoke(
            args=[
                "export",
                "feed",
                "-o",
                str(sticks[after]),
                "--key-file",
                str(key),
                "--after",
                str(after),
            ]
        )
    gap = run("hub", "take", sticks[10], "--key-file", key)
    assert gap.exit_code == 1
    assert "--after 0" in gap.output
    assert origins.uids(hub) == set()
    assert run("hub", "take", sticks[0], "--key-file", key).exit_code == 0
    assert run("hub", "take", sticks[10], "--key-file", key).exit_code == 0


def test_a_stick_somebody_touched_is_refused_whole(
    hub: Store, run: Run, north: Served, key: Path, tmp_path: Path
) -> None:
    stick, other = tmp_path / "north.feed", tmp_path / "other.key"
    other.write_text("x" * 64)
    short = tmp_path / "short.key"
    short.write_text("x")
    args = ["export", "feed", "-o", str(stick)]
    assert north.run.invoke(args=args).exit_code == 1
    assert north.run.invoke(args=[*args, "--key-file", str(short)]).exit_code == 1
    north.run.invoke(args=[*args, "--key-file", str(key)])
    assert run("hub", "take", stick, "--key-file", other).exit_code == 1
    stick.write_bytes(stick.read_bytes().replace(b"paid", b"made", 1))
    refused = run("hub", "take", stick, "--key-file", key)
    assert refused.exit_code == 1
    assert "Không nhận gì" in refused.output
    assert origins.uids(hub) == set()
