"""What a phone may keep, and what it may not."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from clearance.store import Store
from tests.given import FAMILY_A, LINE, OFFICE, a_change, by, step
from tests.web.conftest import Person
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]
SAVING = {"X-Saving": "1"}


@pytest.fixture
def due(store: Store) -> Store:
    """The household of the cadre's own commune has something to do this week, and money to get."""
    money = {"approved_vnd": 987654321, "paid_vnd": 123456789}
    assert step(store, "h", "notified", why=f"Gặp {FAMILY_A.spouse_name}").is_accepted
    for name in LINE[1 : LINE.index("plan_approved")]:
        assert step(store, "h", name).is_accepted
    for name in ("plan_approved", "decision_delivered"):  # to be paid by today
        assert step(store, "h", name, happened_on="2026-10-21").is_accepted
    assert by(OFFICE, store, a_change("household", "h", "revised", patch=money)).is_accepted
    return store


def listed(person: Person) -> list[dict[str, Any]]:
    """The cases a phone is told to save."""
    cases: list[dict[str, Any]] = person.get("/offline/list").get_json()["cases"]
    return cases


def test_a_phone_saves_the_cases_of_the_day_of_its_own_commune_with_their_forms(
    as_: People, due: Store
) -> None:
    cases = listed(as_("cadre"))
    assert {c["url"] for c in cases} >= {"/households/HY-0042"}
    assert not [c for c in cases if "HY-0077" in json.dumps(c)]
    house = next(c for c in cases if c["url"] == "/households/HY-0042")
    assert {"/households/HY-0042/obstacles", "/households/HY-0042/notes"} < set(house["pages"])
    assert "dang thi huong" in house["words"]


def test_every_listed_page_is_marked_and_holds_no_number_of_an_identity_and_no_money(
    as_: People, due: Store
) -> None:
    cadre = as_("cadre")
    pages = ["/", *(page for case in listed(cadre) for page in case["pages"])]
    secret = (
        FAMILY_A.id_number,
        "Số định danh",
        "987.654.321",
        "123.456.789",
        FAMILY_A.note,
        FAMILY_A.address,
        FAMILY_A.spouse_name,
    )
    for page in pages:
        answer = cadre.get(page, headers=SAVING)
        assert answer.headers.get("X-Offline-OK") == "1", page
        text = re.sub(r'<script.*?</script>|value="[^"]*"', "", answer.text, flags=re.S)
        assert [s for s in secret if s in text] == [], page


def test_the_same_page_for_the_eyes_alone_is_whole_and_not_to_be_kept(
    as_: People, due: Store
) -> None:
    answer = as_("cadre").get("/households/HY-0042")
    assert "987.654.321" in answer.text
    assert "X-Offline-OK" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("role", ["leader", "office", "liaison", "admin"])
def test_nobody_else_is_told_to_keep_anything(as_: People, due: Store, role: str) -> None:
    person = as_(role)
    assert listed(person) == []
    for page in ("/", "/households/HY-0042", "/corridor"):
        assert "X-Offline-OK" not in person.get(page, headers=SAVING).headers


@pytest.mark.parametrize(
    "page",
    [
        "/households/",
        "/map",
        "/search?q=a",
        "/account",
        "/?lang=vi",
        "/households/HY-0042?as_of=2026-11-01",
        "/households/HY-0077",
    ],
)
def test_no_other_page_of_a_cadre_is_kept(as_: People, due: Store, page: str) -> None:
    assert "X-Offline-OK" not in as_("cadre").get(page, headers=SAVING).headers


def test_the_worker_is_asked_for_anew_and_names_files_by_their_content(as_: People) -> None:
    answer = as_("cadre").get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    shell = json.loads(answer.text.splitlines()[0].removeprefix("const SHELL = ").rstrip(";"))
    assert all(re.search(r"\?v=[0-9a-f]{12}$", asset) for asset in shell["assets"])
    assert set(shell["scripts"]) < set(shell["assets"])


def test_the_pages_of_the_shell_know_nobody(as_: People, due: Store) -> None:
    client = as_("cadre").client.application.test_client()
    for page in ("/offline", "/outbox", "/offline?lang=en", "/outbox?lang=vi"):
        answer = client.get(page)
        assert answer.headers["X-Offline-OK"] == "1"
        assert "data-user" not in answer.text


def test_the_home_screen_has_a_name_and_an_icon(as_: People) -> None:
    person = as_("cadre")
    told = json.loads(person.get("/manifest.webmanifest").text)
    assert told["start_url"] == "/"
    assert told["display"] == "standalone"
    for icon in told["icons"]:
        assert person.get(icon["src"], buffered=True).mimetype == "image/png"


def test_a_form_of_a_cadre_tells_the_phone_the_change_its_fields_make(
    as_: People, due: Store
) -> None:
    text = as_("cadre").read("/households/HY-0042/steps/paid")
    frame = json.loads(re.findall('data-outbox="([^"]*)"', text)[0].replace("&#34;", '"'))
    assert (frame["subject"], frame["subject_uid"], frame["fact"]) == (
        "household",
        "h",
        "paid",
    )
    assert "data-outbox=" not in as_("office").read("/households/HY-0042/steps/paid")


def test_the_lunar_day_is_on_the_first_page_and_in_the_list(as_: People, due: Store) -> None:
    cadre = as_("cadre")
    lunar = cadre.get("/offline/list").get_json()["lunar"]
    assert len(lunar) == 60
    assert lunar["2026-11-20"] in cadre.read("/")


def test_another_statement_is_told_with_who_and_when(as_: People, due: Store) -> None:
    told = sync(as_("cadre"), item(happened_on="2026-11-02", based_on=1)).get_json()[0]
    assert told["code"] in ("held_clash", "already_taken")
    assert (told["theirs"]["who"], told["theirs"]["is_step"]) == ("vanphong", True)
    assert told["theirs"]["on"] == "2026-07-20"
    assert told["receipt"].startswith(f"{told['seq']}-")
