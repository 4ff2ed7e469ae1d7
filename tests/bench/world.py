"""A demo corridor for benchmarks that go through the whole application."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import people
from clearance.web.desk import Desk


@contextmanager
def a_demo(folder: Path, scale: str = "district") -> Iterator[Flask]:
    """The application on a demo of that scale, built by the command everyone uses."""
    app = create_app(read_settings({"CLEARANCE_DATA": str(folder / scale)}))
    command(app, "demo", "--scale", scale)
    yield create_app(read_settings({"CLEARANCE_DATA": str(folder / scale)}))


def command(app: Flask, *words: str) -> str:
    """Run one command of the terminal; its output, or an error with it."""
    result = app.test_cli_runner().invoke(args=list(words))
    if result.exit_code:
        raise RuntimeError(f"flask {' '.join(words)}: {result.exit_code}\n{result.output}")
    return str(result.output)


def client_as(app: Flask, role: str) -> FlaskClient:
    """A client that carries the token of the first person with that role."""
    desk: Desk = app.extensions["clearance"]
    name = next(p["name"] for p in people.list_people(desk.store) if p["role"] == role)
    token = command(app, "token", name).strip().splitlines()[-1]
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client
