"""The page of setting up: what there is, what is missing, and the button that mends it."""

import json
from collections.abc import Callable

from flask import Flask

from clearance.rules.setup.checks import judge_all
from clearance.rules.setup.facts import Facts
from clearance.store import Store
from clearance.web.frame.project_name import project_name
from tests.given import TODAY
from tests.web.conftest import Person

As = Callable[[str], Person]


def test_each_check_is_a_row_with_its_state_and_what_mends_it(as_: As) -> None:
    page = as_("admin").main("/setup/")
    assert "Tuyến chưa có phạm vi" not in page
    assert "Chưa có phạm vi GPMB." in page
    assert 'href="/import/?target=corridor"' in page
    assert 'href="/people/"' in page


def test_the_office_is_told_what_only_an_administrator_does(as_: As) -> None:
    page = as_("office").main("/setup/")
    assert "Quản trị làm việc này." in page
    assert 'href="/people/"' not in page


def test_page_and_doctor_say_the_same_words(app: Flask, as_: As) -> None:
    told = app.test_cli_runner().invoke(args=["doctor", "--json"])
    rows = {row["code"]: row for row in json.loads(told.output)}
    here = as_("admin").get("/setup/?format=json").get_json()["rows"]
    assert {row["code"] for row in here} == rows.keys() - {"engine", "shapes", "pieces"}
    for row in here:
        assert row["why"] == " ".join(rows[row["code"]]["lines"])


def test_every_page_that_mends_something_is_there(as_: As) -> None:
    admin = as_("admin")
    for row in judge_all(Facts(TODAY, "")):
        for page in filter(None, (row.page, row.check.listed)):
            assert admin.get(page).status_code in (200, 308), page


def test_only_those_who_set_a_project_up_open_the_page(as_: As) -> None:
    assert {role: as_(role).get("/setup/").status_code for role in ("cadre", "leader")} == {
        "cadre": 403,
        "leader": 403,
    }


def test_the_first_page_says_what_is_missing_once_there_are_cases(as_: As) -> None:
    page = as_("office").main("/")
    assert "Dự án chưa thiết lập xong, còn thiếu: phạm vi gpmb." in page
    assert "Dự án chưa thiết lập xong" not in as_("cadre").main("/")


def test_a_project_without_cases_begins_at_setting_up(app: Flask, as_: As, store: Store) -> None:
    for table in ("household", "parcel", "grave"):
        store.run(f"DELETE FROM {table}")
    assert as_("admin").get("/").headers["Location"] == "/setup/"
    assert as_("cadre").get("/").status_code == 200


def test_the_project_is_named_on_its_page_and_heads_every_page(as_: As, store: Store) -> None:
    office = as_("office")
    assert office.press("/setup/project", name="Đường thử", code="DT").status_code == 303
    assert store.first("SELECT name, code, crs FROM project") == {
        "name": "Đường thử",
        "code": "DT",
        "crs": 9211,
    }
    page = as_("cadre").read("/households/")
    assert "– Đường thử</title>" in page
    assert 'title="Đường thử">Đường thử</b>' in page


def test_a_zone_is_chosen_only_before_the_first_drawing(as_: As) -> None:
    page = as_("office").main("/setup/project")
    assert "không đổi được nữa" in page
    assert 'name="crs"' not in page


def test_a_code_with_blanks_is_refused_beside_its_field(as_: As) -> None:
    answer = as_("office").press("/setup/project", name="Đường thử", code="D T")
    assert (answer.status_code, "Mã không có dấu cách" in answer.text) == (422, True)


def test_a_project_with_the_name_of_the_terminal_has_none(app: Flask, store: Store) -> None:
    store.run("UPDATE project SET name = 'Dự án'")
    with app.test_request_context():
        assert project_name() == ""


def test_a_file_says_whose_project_it_is_of(as_: As) -> None:
    text = as_("office").get("/households/?format=csv").text
    assert "– Cao tốc (giả định)" in text.splitlines()[0]


def test_at_a_hub_a_road_bears_the_name_of_its_own_project(as_: As, store: Store) -> None:
    store.run("UPDATE alignment SET project_uid = 'z-other' WHERE uid = 'al'")
    store.run(
        "INSERT INTO project (uid, project_uid, version, code, name)"
        " VALUES ('z-other', 'z-other', 1, 'KHAC', 'Dự án bên cạnh')"
    )
    assert 'title="Dự án bên cạnh"' in as_("leader").read("/corridor")
    assert 'title="Dự án bên cạnh"' not in as_("leader").read("/late")
