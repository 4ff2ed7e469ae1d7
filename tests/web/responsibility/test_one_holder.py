"""Every page names the same holder of a grave: its own, else its household's."""

from collections.abc import Callable

import pytest

from clearance.rules.basics.actors import Who
from clearance.rules.records.holders import HOLDER_SOURCES
from clearance.store import Store
from clearance.store.cases.named_holder import holder_sql
from tests.given import CADRE, LEADER, OFFICE, a_change, by, step
from tests.web.conftest import Person
from tests.web.map.test_page import codes

As = Callable[..., Person]


def on_home(person: Person) -> bool:
    """Whether the person's first page has the grave among their own."""
    return "/graves/M-g" in person.main("/")


def listed(person: Person, url: str) -> list[tuple[str, str]]:
    """Codes and holders of a list's graves."""
    rows = person.get(f"{url}&format=json").get_json()["rows"]
    return [(r["code"], r.get("holder") or r["officer"]) for r in rows if r["code"] == "M-g"]


def place(person: Person) -> str:
    """The row of the grave where the road page shows what holds its metres."""
    page = person.main("/corridor?from=Km0%2B300&to=Km0%2B600")
    return next(row for row in page.split("<tr") if "/graves/M-g" in row)


@pytest.fixture
def late(store: Store) -> Store:
    """The grave of the first household, late since September and given to the office."""
    step(store, "g", "discovered", subject="grave", happened_on="2026-08-01")
    store.run("UPDATE grave SET due_on = '2026-09-01' WHERE uid = 'g'")
    return store


def give(store: Store, who: Who) -> None:
    """Name another holder of the grave; its household stays with the cadre."""
    change = a_change("grave", "g", "assigned", patch={"holder_uid": who.uid})
    assert by(LEADER, store, change).is_accepted


@pytest.mark.parametrize("holder", [OFFICE, CADRE, LEADER])
def test_every_page_names_the_same_holder_of_a_grave(as_: As, late: Store, holder: Who) -> None:
    give(late, holder)
    leader, others = as_("leader"), {OFFICE, CADRE, LEADER} - {holder}
    for url, name in (("/graves/?", "holder"), ("/late?", "officer")):
        assert listed(leader, url) == [("M-g", holder.name)]
        assert listed(leader, f"{url}{name}={holder.name}") == [("M-g", holder.name)]
        assert [listed(leader, f"{url}{name}={other.name}") for other in others] == [[], []]
    assert "M-g" in codes(leader, "graves", f"&holder={holder.name}")
    assert [codes(leader, "graves", f"&holder={other.name}") for other in others] == [{}, {}]
    assert holder.name in leader.main("/graves/M-g").split('id="holder"')[1].split("</section>")[0]
    assert f">{holder.name}<" in place(leader)
    assert on_home(as_("cadre")) == (holder == CADRE)


def test_a_grave_without_a_holder_of_its_own_has_its_households(as_: As, late: Store) -> None:
    late.run("UPDATE grave SET holder_uid = NULL")
    assert listed(as_("leader"), "/graves/?") == [("M-g", CADRE.name)]
    assert set(codes(as_("leader"), "graves", f"&holder={CADRE.name}")) == {"M-g"}
    assert on_home(as_("cadre"))


HOLDER: dict[str, Callable[[str | None, str | None], str | None]] = {
    "household": lambda own, _: own,
    "grave": lambda own, household: own or household,
    "parcel": lambda _, household: household,
    "structure": lambda _, household: household,
    "utility": lambda *_: None,
}


@pytest.mark.parametrize("subject", HOLDER)
@pytest.mark.parametrize("own", ["p", None])
@pytest.mark.parametrize("household", ["q", None])
def test_each_thing_has_its_own_holder_or_its_households(
    store: Store, subject: str, own: str | None, household: str | None
) -> None:
    thing = "SELECT CAST(:own AS TEXT) AS holder_uid, 'h' AS household_uid"
    store.run("UPDATE household SET holder_uid = :uid WHERE uid = 'h'", uid=household)
    found = store.value(f"SELECT {holder_sql(subject, 't')} FROM ({thing}) t", own=own)
    assert found == HOLDER[subject](own, household)
    assert HOLDER.keys() == HOLDER_SOURCES.keys()
