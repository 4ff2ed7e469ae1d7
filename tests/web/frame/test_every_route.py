"""Every address of the application × every role, taken from the URL map: none escapes."""

import pytest
from werkzeug.routing import Rule

from clearance.rules.records.permissions import PAGES
from clearance.rules.records.subjects import ROLES
from clearance.web.frame.access import OPEN
from tests.web.town import CODES, Town, a_town

JSON = {"Accept": "application/json"}
GROUPS = {group for pages in PAGES.values() for group in pages}
#: What an address may answer to somebody who may open it.
FINE = (200, 204, 302, 400, 404)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One town for all these questions: nothing here changes it."""
    return a_town(tmp_path_factory.mktemp("town"))


def group(town: Town, rule: Rule) -> str:
    """The page group an address is marked with."""
    return getattr(town.app.view_functions[rule.endpoint], "page_group", "")


def closed(town: Town, method: str) -> list[Rule]:
    """Addresses for people who have signed in."""
    return [r for r in town.rules(method) if group(town, r) != OPEN]


def is_of_a_case(rule: Rule) -> bool:
    """Whether the address names a household, parcel, grave, structure or utility by its code."""
    return "code" in rule.arguments and rule.rule.split("/")[1] in CODES["a"].keys() - {
        "segments",
        "offerings",
        "register",
    }


def test_every_address_is_marked_with_a_page_group(town: Town) -> None:
    rules = town.rules("GET") + town.rules("POST")
    assert [r.rule for r in rules if group(town, r) not in GROUPS | {OPEN}] == []


def test_only_these_addresses_are_open_to_everybody(town: Town) -> None:
    rules = {r.rule for m in ("GET", "POST") for r in town.rules(m) if group(town, r) == OPEN}
    assert {r for r in rules if not r.startswith(("/public/", "/static/joined/"))} <= {
        "/login",
        "/login/demo",
        "/logout",
        "/welcome/<token>",
        "/health",
        "/metrics",
        "/segments.ics",
        "/sw.js",
        "/manifest.webmanifest",
        "/offline",
        "/outbox",
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(town: Town, role: str) -> None:
    wrong = []
    for rule in closed(town, "GET"):
        expected = FINE if group(town, rule) in PAGES[role] else (403,)
        for answer in (
            town.people[role].get(town.url(rule), buffered=True),
            town.as_program(role, town.url(rule)),
        ):
            if answer.status_code not in expected:
                wrong.append((rule.rule, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sends_only_what_the_table_lets_it_open(town: Town, role: str) -> None:
    rules = [r for r in closed(town, "POST") if group(town, r) not in PAGES[role]]
    told = {r.rule: town.as_program(role, town.url(r), "POST").status_code for r in rules}
    assert {rule: status for rule, status in told.items() if status != 403} == {}


def test_whoever_has_not_signed_in_is_led_to_the_door(town: Town) -> None:
    client, wrong = town.app.test_client(), []
    for rule in closed(town, "GET"):
        page, program = client.get(town.url(rule)), client.get(town.url(rule), headers=JSON)
        if not (page.location or "").startswith("/login") or program.status_code != 401:
            wrong.append((rule.rule, page.status_code, program.status_code))
    assert wrong == []


def test_nothing_is_sent_from_the_page_of_another_host(town: Town) -> None:
    wrong = {}
    for rule in town.rules("POST"):
        for site in ("cross-site", "same-site"):
            headers = {"Sec-Fetch-Site": site}
            for answer in (
                town.people["admin"].client.post(town.url(rule), headers=headers),
                town.as_program("admin", town.url(rule), "POST", headers=headers),
                town.app.test_client().post(town.url(rule), headers=headers),
            ):
                if answer.status_code != 403:
                    wrong[rule.rule] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_sent_from_a_form_without_its_token(town: Town, role: str) -> None:
    client = town.people[role].client
    told = {r.rule: client.post(town.url(r)).status_code for r in town.rules("POST")}
    assert {rule: status for rule, status in told.items() if status != 400} == {}


def test_a_cadre_finds_no_case_of_the_other_commune_by_its_code(town: Town) -> None:
    wrong, seen = [], 0
    for method in ("GET", "POST"):
        for rule in filter(is_of_a_case, town.rules(method)):
            foreign = town.url(rule, "b")
            seen += 1
            for query in ("", "?format=json", "?as_of=2026-11-19"):
                answer = town.as_program("cadre", foreign + query, method)
                if answer.status_code != 404:
                    wrong.append((method, foreign + query, answer.status_code))
    assert wrong == []
    assert seen >= 6


def test_his_own_cases_he_does_find(town: Town) -> None:
    shown = [r for r in town.rules() if is_of_a_case(r) and r.rule.endswith("<code>")]
    told = {r.rule: town.as_program("cadre", town.url(r)).status_code for r in shown}
    assert set(told.values()) == {200}


def test_a_cadre_opens_no_file_of_the_other_commune(town: Town) -> None:
    rules = [r for r in town.rules() if "sha256" in r.arguments]
    told = [town.as_program("cadre", town.url(r, "b")).status_code for r in rules]
    assert set(told) <= {403, 404}


def test_no_journal_row_was_written_by_all_this_knocking(town: Town) -> None:
    assert town.store.value("SELECT MAX(seq) FROM change") == town.seq


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_address_takes_a_method_it_does_not_name(town: Town, method: str) -> None:
    told = {
        r.rule: town.as_program("admin", town.url(r), method).status_code
        for r in town.rules()
        if method not in (r.methods or ())
    }
    assert {rule: status for rule, status in told.items() if status not in (403, 405)} == {}


def test_an_unknown_group_and_an_unmarked_page_stay_shut(town: Town) -> None:
    town.app.view_functions["unmarked"] = lambda: "open!"
    town.app.url_map.add(Rule("/unmarked", endpoint="unmarked"))
    assert town.as_program("admin", "/unmarked").status_code == 403
