"""Many cases given to one person in one transaction, after a look at what would be given."""

from collections.abc import Callable
from typing import Any

import pytest

from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from clearance.store.journal import changes
from clearance.store.responsibility import turns
from tests.given import CADRE, CADRE_B, LEADER, OFFICE, a_household, the
from tests.web.conftest import Person

As = Callable[..., Person]
FORM = {"holder": OFFICE.uid, "due_on": "2026-12-15", "due_basis": "plan"}


@pytest.fixture
def village(store: Store) -> Store:
    """Two households of another village beside the one of the world, further along the road."""
    for number, uid in enumerate(("x", "y")):
        a_household(store, uid, "a", village="Thôn Hạ", chainage_m=2000 + 500 * number)
    return store


def sent(person: Person, *cases: str, wish: str = "", **values: Any) -> Any:
    """The form for those cases, sent."""
    return person.send(f"/assign{wish}", {"uid": new_uid(), **FORM, "case": list(cases), **values})


def codes(person: Person, wish: str) -> set[str]:
    """The cases a filter offers."""
    page = person.main(f"/assign{wish}")
    return {code for code in ("HY-0042", "HY-0077", "HY-x", "HY-y", "M-g") if f">{code}<" in page}


def test_cases_are_chosen_by_village_or_stretch_or_code(as_: As, village: Store) -> None:
    leader = as_("leader")
    assert codes(leader, "") == set()
    assert codes(leader, "?village=Thôn+Hạ") == {"HY-x", "HY-y"}
    assert codes(leader, "?from=Km2%2B200&to=Km3") == {"HY-y"}
    assert codes(leader, "?from=Km2%2B200&subject=household") == {"HY-y", "HY-0077"}
    assert codes(leader, "?to=Km0%2B200&commune=02400") == {"HY-0042"}
    assert codes(leader, "?code=M-g") == {"M-g"}
    assert "Bỏ các bộ lọc" in leader.main("/assign?village=none")
    assert leader.get("/assign?from=nowhere").status_code == 400


def test_what_would_be_given_is_shown_first_and_then_recorded_at_once(
    as_: As, village: Store
) -> None:
    leader, before = as_("leader"), changes.head(village)[0]
    shown = sent(leader, "x", "y", wish="?village=Thôn+Hạ")
    assert shown.status_code == 200
    assert "Giao 2 hồ sơ" in shown.text
    assert changes.head(village)[0] == before, "nothing is recorded yet"
    form = {"uid": new_uid(), "go": "record", "why": "Thôn Hạ giao Tổ"}
    for _press in range(2):
        answer = sent(leader, "x", "y", wish="?village=Thôn+Hạ", **form)
        assert answer.location.startswith("/assign?village=")
    assert changes.head(village)[0] == before + 2, "one change a case, pressed twice or not"
    for uid in ("x", "y"):
        assert the(village, "household", uid)["holder_uid"] == OFFICE.uid
        turn = turns.find_last(village, uid) or {}
        assert (turn["due_on"], turn["due_basis"]) == ("2026-12-15", "plan")
    assert "Đã giao 2 hồ sơ." in leader.main("/assign")
    panel = leader.main("/households/HY-x")
    assert panel.index("Hạn khi giao việc") < panel.index("15/12/2026")


def test_one_that_cannot_be_given_stops_all(as_: As, village: Store) -> None:
    before = changes.head(village)[0]
    answer = sent(as_("leader"), "x", "k", go="record", holder=CADRE.uid)
    assert answer.status_code == 422
    assert "không phụ trách xã này" in answer.text
    assert changes.head(village)[0] == before
    assert the(village, "household", "k")["holder_uid"] == CADRE_B.uid


def test_the_form_says_what_it_lacks(as_: As, village: Store) -> None:
    leader = as_("leader")
    assert "Chọn ít nhất một hồ sơ" in sent(leader, wish="?village=Thôn+Hạ").text
    assert sent(leader, "x", due_on="", wish="?village=Thôn+Hạ").status_code == 422
    assert sent(leader, "x", uid="not-a-uid", go="record").status_code == 400


def test_only_those_above_give_and_only_what_lies_in_their_area(as_: As, village: Store) -> None:
    assert sent(as_("cadre"), "x", go="record").status_code == 403
    assert "không giao hồ sơ" in as_("cadre").main("/assign")
    assert sent(as_(LEADER), "nothing-like-that", go="record").status_code == 422
