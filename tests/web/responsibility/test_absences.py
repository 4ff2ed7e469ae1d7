"""Absence with a stand-in, recorded on its page by those above."""

from collections.abc import Callable
from typing import Any

from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import CADRE, LEADER, OFFICE
from tests.web.conftest import Person

As = Callable[..., Person]
AWAY = {
    "person": CADRE.uid,
    "replacement": OFFICE.uid,
    "valid_from": "2026-11-19",
    "valid_to": "2026-11-27",
}


def sent(person: Person, **more: str) -> Any:
    """The form, filled and sent."""
    return person.send("/absences", {"uid": new_uid(), **AWAY, **more}, follow=True)


def test_a_leader_names_who_stands_in_and_the_case_shows_it(as_: As, store: Store) -> None:
    leader = as_("leader")
    assert "Không ai vắng mặt" in leader.main("/absences")
    page = sent(leader).text
    assert "người thay trả lời các hồ sơ" in page
    assert "27/11/2026" in page
    assert "Người thay hôm nay" in leader.main("/households/HY-0042")
    uid = page.split("/absences/")[1].split("/end")[0]
    assert "Đã ghi nhận." in leader.send(f"/absences/{uid}/end", {}, follow=True).text
    assert "27/11/2026" not in leader.main("/absences")


def test_what_makes_no_sense_is_told_on_the_form(as_: As, store: Store) -> None:
    leader = as_(LEADER)
    assert sent(leader, replacement=CADRE.uid).status_code == 422
    assert sent(leader, valid_to="").status_code == 422
    assert "Chưa ghi được" in sent(leader, valid_to="2026-11-01").text
    assert "Không" in leader.send("/absences/none/end", {}, follow=True).text


def test_a_cadre_reads_who_is_away_and_records_nothing(as_: As, store: Store) -> None:
    sent(as_("office"))
    cadre = as_("cadre")
    assert CADRE.name in cadre.main("/absences")
    assert "<select" not in cadre.main("/absences")
    assert sent(cadre).status_code == 403
    assert cadre.send("/absences/none/end", {}).status_code == 403


def test_the_account_page_leads_there(as_: As, store: Store) -> None:
    assert f"/absences?person={CADRE.uid}" in as_("admin").main(f"/people/{CADRE.name}")
    page = as_("admin").main(f"/absences?person={CADRE.uid}")
    assert f'<option selected value="{CADRE.uid}">' in page
