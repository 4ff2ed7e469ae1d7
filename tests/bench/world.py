"""A demo corridor for benchmarks that go through the whole application."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import open_store
from clearance.store.keeping import transfer
from clearance.store.people import accounts
from clearance.web.frame.context import Desk
from tests.bench.registry import Setup

FILE = "clearance.sqlite"
SCRATCH = Path(__file__).parents[2] / "build"


@cache
def built(scale: str) -> TemporaryDirectory[str]:
    """A demo of that scale, built once a run by the command everyone uses."""
    folder = TemporaryDirectory(prefix=f"{scale}-", dir=SCRATCH)
    command(create_app(read_settings({"CLEARANCE_DATA": folder.name})), "demo", "--scale", scale)
    return folder


@contextmanager
def a_demo(setup: Setup, scale: str = "district") -> Iterator[Flask]:
    """The application on a demo of that scale of its own, on the engine it is measured on."""
    data = Path(shutil.copytree(built(scale).name, setup.folder / scale))
    settings = {"CLEARANCE_DATA": str(data)}
    if setup.engine == "postgresql":
        settings["CLEARANCE_DATABASE"] = str(setup.address(scale))
        transfer.move(open_store(data / FILE), open_store(settings["CLEARANCE_DATABASE"]), _quiet)
    yield create_app(read_settings(settings))


def _quiet(_: int) -> None:
    """Nobody watches."""


def command(app: Flask, *words: str) -> str:
    """Run one command of the terminal; its output, or an error with it."""
    result = app.test_cli_runner().invoke(args=list(words))
    if result.exit_code:
        raise RuntimeError(f"flask {' '.join(words)}: {result.exit_code}\n{result.output}")
    return str(result.output)


def client_as(app: Flask, role: str) -> FlaskClient:
    """A client that carries the token of the first person with that role."""
    desk: Desk = app.extensions["clearance"]
    name = next(p["name"] for p in accounts.list_people(desk.store) if p["role"] == role)
    token = command(app, "token", name).strip().splitlines()[-1]
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client
