"""A small world behind the application, and people of every role at its pages."""

import atexit
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.journal import meta
from clearance.store.people import accounts
from tests import engines, given
from tests.apps import opened
from tests.given import ADMIN, CADRE, CADRE_B, FAMILY_A, FAMILY_B, LEADER, LIAISON, NOW, OFFICE

BY_ROLE = {who.role: who for who in (CADRE, LEADER, OFFICE, LIAISON, ADMIN)}


class Person:
    """Somebody signed in, who reads pages and presses buttons as a browser without scripts."""

    def __init__(self, app: Flask, who: Who) -> None:
        self.who = who
        self.client: FlaskClient = app.test_client()
        self.session = uid = new_uid()
        accounts.open_session(
            app.extensions["clearance"].store,
            uid=uid,
            token_hash=uid,
            person_uid=who.uid,
            kind="browser",
            device="test",
            created_at=stamp(NOW),
            expires_at=stamp(NOW + timedelta(days=1)),
        )
        with self.client.session_transaction() as session:
            session["_user_id"] = uid

    def get(self, url: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(url, **more)

    def read(self, url: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.text

    def main(self, url: str) -> str:
        """What a page says between its frame."""
        return self.read(url).split("<main")[1].split("</main>")[0]

    def fields(self, url: str) -> dict[str, str]:
        """Hidden and filled inputs of the form on a page, as a browser would send them."""
        inputs = re.findall(r"<input[^>]*>", self.main(url))
        pairs = ((_attribute(i, "name"), _attribute(i, "value")) for i in inputs)
        return {name: value for name, value in pairs if name}

    def press(self, url: str, follow: bool = False, **values: Any) -> TestResponse:
        """Fill the form found at its own address and send it."""
        return self.send(url, {**self.fields(url), **values}, follow)

    def send(self, url: str, values: dict[str, Any], follow: bool = False) -> TestResponse:
        """Send a form with the token of the session."""
        token = self.get("/sync/hello").get_json()["csrf_token"]
        return self.client.post(
            url,
            data={**values, "csrf_token": token},
            follow_redirects=follow,
            content_type="multipart/form-data",
        )


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


@pytest.fixture
def app(tmp_path: Path, request: pytest.FixtureRequest) -> Flask:
    """The application in a data folder, its clock stopped: empty, or with `store` the world."""
    if "store" in request.fixturenames and engines.Bench.engine == "sqlite":
        shutil.copytree(_world_folder(), tmp_path, dirs_exist_ok=True)
    return opened(tmp_path)


@pytest.fixture
def store(app: Flask) -> Store:
    """The store behind the application: one project, two communes, a household in each."""
    world: Store = app.extensions["clearance"].store
    return world if meta.project_uid(world) else _settled(world)


@cache
def _world_folder() -> Path:
    """A data folder with the world, made once a process and copied for each test."""
    folder = Path(mkdtemp(prefix="world"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _settled(opened(folder).extensions["clearance"].store).close()
    return folder


def _settled(world: Store) -> Store:
    """A project, and what stands in each of its two communes."""
    given.a_project(world)
    household = {"code": "HY-0042", "chainage_m": 120, "holder_uid": CADRE.uid}
    given.a_household(world, "h", "a", **household, **given.personal(FAMILY_A))
    household = {"code": "HY-0077", "chainage_m": 6120, "holder_uid": CADRE_B.uid}
    given.a_household(world, "k", "b", **household, **given.personal(FAMILY_B))
    given.a_parcel(world, "p", "h")
    given.a_parcel(
        world, "q", "k", unit_uid="b", parcel_no="18", chainage_from_m=6100, chainage_to_m=6150
    )
    given.a_grave(world, "g", "a", household_uid="h", deceased_name=FAMILY_A.deceased_name)
    given.a_grave(world, "m", "b", deceased_name=FAMILY_B.deceased_name)
    return world


@pytest.fixture
def as_(app: Flask, store: Store) -> Callable[[str | Who], Person]:
    """Sign somebody in: by role, or a certain person."""
    return lambda who: Person(app, BY_ROLE[who] if isinstance(who, str) else who)


@pytest.fixture
def photo() -> Callable[[], tuple[BytesIO, str]]:
    """A fresh upload of one small photo that carries a place and a device in its EXIF block."""

    def take(name: str = "anh.jpg") -> tuple[BytesIO, str]:
        out, exif = BytesIO(), Image.Exif()
        exif[0x010F] = "SecretPhone"
        Image.new("RGB", (64, 48), "#678").save(out, "JPEG", exif=exif)
        out.seek(0)
        return out, name

    return take
