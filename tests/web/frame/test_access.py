"""A page stays shut until somebody says whose it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g

from clearance.web.frame.access import OPEN, group_of, opens
from tests.apps import own_app


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """These tests add to the application."""
    return own_app(tmp_path)


def test_a_view_carries_the_group_it_was_marked_with(app: Flask) -> None:
    @opens("corridor")
    def view() -> str:
        return ""

    assert view.page_group == "corridor"  # type: ignore[attr-defined]
    with app.app_context():
        assert group_of("static") == OPEN
        assert group_of("health.show") == OPEN
        assert group_of("nowhere") is None


@pytest.mark.parametrize(("role", "status"), [("liaison", 403), ("office", 200)])
def test_a_page_is_opened_by_the_roles_of_its_group(
    app: Flask, as_: object, role: str, status: int
) -> None:
    seen: list[str] = []
    app.after_request(lambda answer: seen.append(g.get("page_group", "")) or answer)
    assert as_(role).get("/households/").status_code == status  # type: ignore[operator]
    assert seen == ["households" if status == 200 else ""]


def test_the_menu_offers_only_what_opens(as_: object) -> None:
    for role, hidden in (("liaison", "/households/"), ("cadre", "/people/")):
        page = as_(role).read("/account")  # type: ignore[operator]
        assert f'href="{hidden}"' not in page
        assert 'href="/corridor"' in page


@pytest.mark.parametrize("url", ["/search?q=%00", "/households/?commune=%00", "/households/%00"])
def test_a_character_that_no_word_holds_is_refused(as_: Callable[..., Any], url: str) -> None:
    assert as_("cadre").get(url).status_code == 400


def test_a_password_with_such_a_character_opens_nothing(app: Flask) -> None:
    form = {"name": "canbo.a", "password": "suối Lạnh chảy qua\0"}
    assert app.test_client().post("/login", data=form).status_code == 400
