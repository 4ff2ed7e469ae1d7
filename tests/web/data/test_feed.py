"""The whole journal for a hub's token, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

import clearance
from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.journal import changes
from clearance.store.people import accounts, secrets
from tests.given import ADMIN, CADRE, FAMILY_A, NOW, OFFICE, personal

As = Callable[[Any], Any]
Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(app: Flask, store: Store) -> Ask:
    """Ask as a program with a token of that kind and person."""

    def deed(url: str, who: Who = ADMIN, kind: str = "feed") -> TestResponse:
        token = secrets.new_token()
        accounts.open_session(
            store,
            uid=token,
            token_hash=secrets.token_hash(token),
            person_uid=who.uid,
            kind=kind,
            device="test",
            created_at=stamp(NOW),
            expires_at=stamp(NOW + timedelta(days=1)),
        )
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        return app.test_client().get(url, headers=headers)

    return deed


def test_every_row_is_told_in_order_with_its_hash(ask: Ask, store: Store) -> None:
    told = ask("/feed").get_json()
    assert told["rows"] == store.query("SELECT * FROM change ORDER BY seq")
    assert (told["head"]["seq"], told["head"]["hash"]) == changes.head(store)
    assert told["office"] == {"uid": "prj"}
    assert told["version"] == clearance.__version__


def test_it_goes_on_after_a_number_in_pages(ask: Ask) -> None:
    whole = ask("/feed").get_json()["rows"]
    assert ask("/feed?after=3&most=4").get_json()["rows"] == whole[3:7]
    assert len(ask("/feed?most=0").get_json()["rows"]) == 1
    assert ask("/feed?most=999999").get_json()["rows"] == whole


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=1.5", "most=x", "after=" + "9" * 20]
)
def test_a_number_that_is_none_is_refused(ask: Ask, query: str) -> None:
    assert ask(f"/feed?{query}").status_code == 400


def test_no_personal_value_is_in_it(ask: Ask) -> None:
    text = ask("/feed").text
    assert [v for v in personal(FAMILY_A).values() if v in text] == []


@pytest.mark.parametrize("who", [CADRE, OFFICE])
@pytest.mark.parametrize("kind", ["feed", "token"])
def test_only_an_administrators_token_reads_it(ask: Ask, who: Who, kind: str) -> None:
    assert ask("/feed", who, kind).status_code == 403
    assert ask("/feed", ADMIN, kind).status_code == 200


def test_a_person_at_a_browser_does_not_read_sums_of_money_there(as_: As) -> None:
    assert as_("admin").get("/feed").status_code == 400


@pytest.mark.parametrize("url", ["/", "/people/", "/changes", "/hub/", "/sync/hello", "/feed/"])
def test_a_hubs_token_opens_nothing_else(ask: Ask, url: str) -> None:
    assert ask(url).status_code in (401, 404)
