"""A terminal at a fresh office."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.apps import opened

GEODATA = Path(__file__).parents[2] / "geodata"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application in an empty data folder."""
    return opened(tmp_path / "data")


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """Type a command; gives what it printed and its exit status."""
    runner = app.test_cli_runner()
    return lambda *words, **more: runner.invoke(args=[str(word) for word in words], **more)


@pytest.fixture
def office(run: Callable[..., Result]) -> Callable[..., Result]:
    """The same terminal once the project and its road are in."""
    assert run("init", "--project", "Thử").exit_code == 0
    for target in ("alignment", "corridor", "units"):
        done = run("import", target, GEODATA / f"{target}.geojson")
        assert done.exit_code == 0, done.output
    return run
