"""The log says what was refused and what failed, to whom by uid, and nothing anybody typed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from clearance.settings import BadSetting, read_settings
from clearance.store import Store, Unreachable
from clearance.web.frame.access import OPEN, opens
from tests.apps import own_app
from tests.given import CADRE, FAMILY_A, LIAISON, personal
from tests.web.conftest import Person

People = Callable[[Any], Person]
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application that logs to a file, with pages that fail."""
    app = own_app(tmp_path)
    known = app.extensions["clearance"]
    settings = replace(known.settings, log=str(tmp_path / "log.jsonl"))
    app.extensions["clearance"] = replace(known, settings=settings)

    @app.get("/fails")
    @opens(OPEN)
    def fails() -> None:
        raise ValueError(FAMILY_A.full_name)

    @app.get("/away")
    @opens(OPEN)
    def away() -> None:
        raise Unreachable("postgresql://db.local/clearance", "connection refused")

    return app


@pytest.fixture
def lines(app: Flask) -> Lines:
    """The lines written so far."""
    path = Path(app.extensions["clearance"].settings.log)
    return lambda: [json.loads(x) for x in path.read_text("utf-8").splitlines() if x]


def a_step(code: str) -> dict[str, Any]:
    """A report of a step that no household has reached yet."""
    return {
        "uid": f"00000000-0000-4000-8000-0000000{code}",
        "subject": "household",
        "subject_uid": "h",
        "fact": "paid",
        "happened_on": "2026-11-19",
        "patch": {},
    }


def test_a_page_that_opens_writes_nothing(as_: People, lines: Lines, app: Flask) -> None:
    assert as_("leader").get("/households/").status_code == 200
    assert not Path(app.extensions["clearance"].settings.log).exists()


def test_a_page_refused_is_one_line_with_route_person_status_and_time(
    as_: People, lines: Lines
) -> None:
    answer = as_("liaison").get("/households/HY-0042?q=x")
    [line] = lines()
    assert line.pop("ms") >= 0
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "refused",
        "code": "http_403",
        "method": "GET",
        "route": "/households/<code>",
        "status": 403,
        "who": LIAISON.uid,
        "id": answer.headers["X-Request-Id"],
        "level": "warning",
    }


def test_each_report_of_a_phone_that_does_not_stand_has_its_line(as_: People, lines: Lines) -> None:
    phone = as_("cadre")
    token = {"X-CSRFToken": phone.get("/sync/hello").get_json()["csrf_token"]}
    answer = phone.client.post("/sync", json=[a_step("00001"), a_step("00002")], headers=token)
    codes = [one["code"] for one in answer.get_json()]
    assert [(x["event"], x["code"], x["status"]) for x in lines()] == [
        ("refused", code, 200) for code in codes
    ]
    assert {x["who"] for x in lines()} == {CADRE.uid}
    assert [x["seq"] for x in lines()] == [one["seq"] for one in answer.get_json()]


def test_what_somebody_typed_is_in_no_line(as_: People, lines: Lines, app: Flask) -> None:
    cadre, typed = as_("cadre"), FAMILY_A.full_name
    for url in (f"/nowhere/{typed}", f"/corridor?as_of={typed}", f"/households/{typed}"):
        assert cadre.get(url).status_code >= 400
    assert cadre.client.open(f"/login?{typed}", method="BREW").status_code >= 400
    assert app.test_client().get("/fails").status_code == 500
    text = Path(app.extensions["clearance"].settings.log).read_text("utf-8")
    assert len(text.splitlines()) == 5
    assert [v for v in (typed, *personal(FAMILY_A).values()) if v and v in text] == []


def test_an_error_names_its_kind_and_its_places_and_the_page_its_number(
    app: Flask, lines: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = app.test_client().get("/fails")
    [line] = lines()
    assert (line["event"], line["level"], line["error"]) == ("error", "error", "ValueError")
    assert [place for place in line["at_code"] if "flask/" in place] == []
    assert line["at_code"][-1].startswith("web/monitoring/test_request_log.py:")
    assert line["id"] in answer.text
    assert capsys.readouterr().err == ""


def test_a_database_that_is_away_is_logged_with_its_cause(app: Flask, lines: Lines) -> None:
    assert app.test_client().get("/away").status_code == 503
    [line] = lines()
    assert (line["event"], line["code"], line["who"]) == ("error", "unreachable", None)
    assert "connection refused" in line["cause"]


def test_a_form_sent_back_says_why_in_the_log(as_: People, lines: Lines, store: Store) -> None:
    answer = as_("cadre").press("/households/HY-0042/steps/notified", happened_on="x")
    assert (answer.status_code, lines()[-1]["code"]) == (422, "invalid")


def test_the_log_goes_to_stderr_by_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_app(tmp_path / "other").test_client().get("/nowhere")
    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["code"] == "http_404"


def test_a_log_that_cannot_be_written_breaks_no_answer(app: Flask) -> None:
    known = app.extensions["clearance"]
    app.extensions["clearance"] = replace(known, settings=replace(known.settings, log="/dev/full"))
    assert app.test_client().get("/nowhere").status_code == 404


def test_the_file_is_read_by_its_owner_alone(app: Flask) -> None:
    app.test_client().get("/nowhere")
    path = Path(app.extensions["clearance"].settings.log)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("given", ["", "/nowhere/log", "."])
def test_a_log_without_a_place_is_refused_at_start(given: str) -> None:
    with pytest.raises(BadSetting, match="CLEARANCE_LOG"):
        read_settings({"CLEARANCE_LOG": given})
