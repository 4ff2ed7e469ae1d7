"""Areas: dated sets of units, each with all that lies below it."""

import pytest

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.store import Store
from clearance.store.engine import scope
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    TODAY,
    a_household,
    registered,
)

STRANGER = Who("nobody", "nobody", "cadre")


def seen(store: Store, who: Who, today: str = TODAY) -> list[str]:
    """Households in a person's area."""
    sql = f"SELECT uid FROM household h WHERE {scope.within('h.unit_uid')} ORDER BY uid"
    return [row["uid"] for row in store.query(sql, **scope.bounds(who, today))]


@pytest.fixture
def filled(store: Store) -> Store:
    """A household in each commune and one in none."""
    a_household(store, "ha", "a")
    a_household(store, "hb", "b")
    a_household(store, "hx", unit_uid=None, holder_uid=ADMIN.uid)
    return store


@pytest.mark.parametrize(
    ("who", "households"),
    [
        (CADRE, ["ha"]),
        (CADRE_B, ["hb"]),
        (LEADER, ["ha", "hb"]),
        (STRANGER, []),
        (ADMIN, ["ha", "hb", "hx"]),
    ],
)
def test_a_person_sees_the_units_given_to_him_and_those_below(
    filled: Store, who: Who, households: list[str]
) -> None:
    assert seen(filled, who) == households


def test_an_area_begins_and_ends_on_its_days(filled: Store) -> None:
    record_all(
        filled,
        [
            registered(
                "scope",
                "s",
                person_uid="nobody",
                unit_uid="b",
                valid_from="2026-11-10",
                valid_to="2026-11-19",
            )
        ],
        TERMINAL,
        NOW,
    )
    days = {
        day: seen(filled, STRANGER, day)
        for day in ("2026-11-09", "2026-11-10", "2026-11-19", "2026-11-20")
    }
    assert list(days.values()) == [[], ["hb"], ["hb"], []]


def test_a_unit_is_covered_or_not(filled: Store) -> None:
    assert scope.covers(filled, CADRE, "a", TODAY)
    assert not scope.covers(filled, CADRE, "b", TODAY)
    assert not scope.covers(filled, LEADER, None, TODAY)
    assert scope.covers(filled, ADMIN, None, TODAY)


def test_units_are_listed_along_the_road(filled: Store) -> None:
    assert [u["uid"] for u in scope.list_units(filled, LEADER, TODAY)] == ["a", "b"]
    assert [u["uid"] for u in scope.list_units(filled, CADRE_B, TODAY)] == ["b"]


def test_units_that_name_each_other_as_parents_do_not_hang_the_server(filled: Store) -> None:
    with filled.atomic():
        filled.run("UPDATE unit SET parent_uid = 'a' WHERE uid = 'd'")
    assert seen(filled, LEADER) == ["ha", "hb"]
