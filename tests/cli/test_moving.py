"""Moving to a server and back from the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import open_store
from clearance.store.keeping import transfer
from tests import engines
from tests.given import KEY, NOW

Run = Callable[..., Result]


@pytest.fixture
def elsewhere(engine: str, tmp_path: Path) -> str:
    """An empty place on the other engine."""
    if engine == "postgresql":
        return str(tmp_path / "moved.sqlite")
    with engines.using("postgresql"):
        return engines.cluster().url(engines.cluster().lease())


def test_an_office_moves_to_the_other_engine_and_goes_on_there(
    app: Flask, office: Run, elsewhere: str
) -> None:
    moved = office("move", "--to", elsewhere)
    assert moved.exit_code == 0, moved.output
    assert "từng giá trị bằng nhau" in moved.output
    data = str(app.extensions["clearance"].settings.data)
    there = {"CLEARANCE_DATA": data, "CLEARANCE_DATABASE": elsewhere}
    run = create_app(read_settings(there), clock=lambda: NOW).test_cli_runner()
    assert run.invoke(args=["check"]).exit_code == 0
    assert run.invoke(args=["user", "add", "sau", "--role", "liaison"]).exit_code == 0
    assert office("move", "--to", elsewhere).exit_code == 1


def test_moving_twice_says_so(office: Run, elsewhere: str) -> None:
    assert office("move", "--to", elsewhere).exit_code == 0
    again = office("move", "--to", elsewhere)
    assert again.exit_code == 0
    assert "đã có đúng dữ liệu này" in again.output


def test_a_target_with_other_facts_is_refused(office: Run, elsewhere: str) -> None:
    taken = open_store(elsewhere, KEY)
    with taken.atomic():
        taken.run("INSERT INTO meta (name, value) VALUES ('a', 'b')")
    refused = office("move", "--to", elsewhere)
    assert refused.exit_code == 1
    assert "đã có dữ liệu khác" in refused.output
    assert transfer.count_rows(taken) == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [("mysql://x/y", "mysql"), ("postgresql://x@/y?host=/nowhere", "/nowhere")],
)
def test_an_address_that_cannot_be_used_is_named(office: Run, address: str, words: str) -> None:
    refused = office("move", "--to", address)
    assert refused.exit_code == 1
    assert words in refused.output


def test_an_office_without_facts_has_nothing_to_move(run: Run, elsewhere: str) -> None:
    assert run("move", "--to", elsewhere).exit_code == 1
