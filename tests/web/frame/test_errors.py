"""Every refusal is a page for people and JSON of one shape for programs; never a bare fault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from clearance.rules.basics.faults import Fault, Refused
from clearance.web.frame.access import OPEN, opens
from tests.apps import own_app
from tests.web.conftest import Person

People = Callable[[Any], Person]
JSON = {"Accept": "application/json"}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """These tests add to the application."""
    return own_app(tmp_path)


@pytest.mark.parametrize("url", ["/nowhere", "/households/GHOST", "/corridor?as_of=tomorrow"])
def test_a_person_gets_a_page_in_words(as_: People, url: str) -> None:
    answer = as_("leader").get(url)
    assert answer.status_code in (400, 404)
    assert answer.mimetype == "text/html"
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("url", "status"), [("/nowhere", 404), ("/households/GHOST", 404), ("/corridor?as_of=x", 400)]
)
def test_a_program_gets_one_shape(as_: People, url: str, status: int) -> None:
    answer = as_("leader").get(url, headers=JSON)
    assert answer.status_code == status
    told = answer.get_json()
    assert set(told) == {"code", "message", "fields"}
    assert told["code"] == f"http_{status}"
    assert told["message"]


@pytest.mark.parametrize("day", ["x", "2026-02-30", "20/11/2026", "2026-W01-1", "%00"])
@pytest.mark.parametrize("url", ["/login", "/", "/corridor", "/nowhere", "/account"])
def test_a_day_that_is_none_breaks_no_page(as_: People, url: str, day: str) -> None:
    assert as_("leader").get(f"{url}?as_of={day}").status_code in (200, 302, 400, 404)


def test_a_person_who_is_not_signed_in_is_led_to_the_door_and_back(app: Flask) -> None:
    answer = app.test_client().get("/households/?as_of=2026-11-01")
    assert answer.status_code == 302
    assert answer.location == "/login?next=/households/?as_of%3D2026-11-01"


def test_a_program_that_is_not_signed_in_is_told_so(app: Flask) -> None:
    answer = app.test_client().get("/households/", headers=JSON)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "http_401")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_an_unknown_way_of_asking_is_refused(as_: People, method: str) -> None:
    answer = as_("leader").client.open("/login", method=method, headers=JSON)
    assert answer.status_code in (400, 405)


def test_too_big_a_file_is_refused_in_words(as_: People) -> None:
    body = {"uid": "x" * (9 * 2**20)}
    answer = as_("leader").client.post("/logout", data=body)
    assert answer.status_code == 413
    assert "<h1" in answer.text


def test_a_fault_of_ours_tells_nothing_of_the_inside(app: Flask, as_: People) -> None:
    @app.get("/boom")
    @opens(OPEN)
    def boom() -> str:
        raise RuntimeError("secret")

    answer = as_("leader").get("/boom")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "<h1" in answer.text


def test_a_refused_file_names_its_faults(app: Flask, as_: People) -> None:
    @app.get("/refuse")
    @opens(OPEN)
    def refuse() -> str:
        raise Refused([Fault("Sai.", row=3, column="Xã", value="<img src=x>")])

    page = as_("leader").get("/refuse")
    assert page.status_code == 422
    assert "dòng 3" in page.text
    assert "<img" not in page.text
    told = as_("leader").get("/refuse", headers=JSON)
    assert (told.status_code, told.get_json()["fields"][0]["row"]) == (422, 3)
