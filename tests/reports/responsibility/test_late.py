from clearance.reports.responsibility.late import by_officer, late_cases
from tests.given import (
    CADRE,
    CADRE_B,
    LEADER,
    TODAY,
    a_grave,
    a_household,
    a_project,
    a_store,
    an_obstacle,
    step,
)

LATER = "2027-03-01"


def late_ones():
    store = a_project(a_store())
    a_household(store, "h", "a", holder_uid=CADRE.uid, full_name="Đặng Thị Hường")
    a_household(store, "k", "b")
    a_household(store, "n", "b")
    a_grave(store, "g", household_uid="h")
    for uid, day in (("h", "2026-08-01"), ("k", "2026-11-01")):
        assert step(store, uid, "notified", happened_on=day).is_accepted
    assert step(store, "g", "discovered", subject="grave", happened_on="2026-09-01").is_accepted
    an_obstacle(store, "h")
    return store


def test_the_latest_case_comes_first_with_who_holds_it_and_why() -> None:
    rows = late_cases(late_ones(), LEADER, TODAY, TODAY)
    assert [(r["code"], r["days_late"], r["reason"]) for r in rows] == [
        ("HY-h", 81, "PRICE"),
        ("M-g", 65, "none"),
    ]
    assert {r["officer_login"] for r in rows} == {CADRE.name}


def test_a_case_not_yet_due_is_not_late_but_will_be() -> None:
    codes = [row["code"] for row in late_cases(late_ones(), LEADER, LATER, LATER)]
    assert codes == ["HY-h", "M-g", "HY-k"]


def test_an_earlier_day_is_derived_from_the_steps_taken_by_then() -> None:
    store = late_ones()
    assert step(store, "h", "inventoried", happened_on=TODAY).is_accepted
    assert [r["code"] for r in late_cases(store, LEADER, TODAY, TODAY)] == ["M-g"]
    then = late_cases(store, LEADER, TODAY, "2026-11-19")
    assert [(r["code"], r["days_late"]) for r in then] == [("HY-h", 80), ("M-g", 64)]


def test_looking_back_at_a_day_tells_the_same_as_that_day_did() -> None:
    store = late_ones()
    told = [
        (r["code"], r["days_late"], r["step"], r["reason"])
        for r in late_cases(store, LEADER, TODAY, TODAY)
    ]
    back = late_cases(store, LEADER, LATER, TODAY)
    assert [(r["code"], r["days_late"], r["step"], r["reason"]) for r in back] == told


def test_each_person_is_named_with_their_late_cases() -> None:
    people = by_officer(late_cases(late_ones(), LEADER, LATER, LATER))
    assert [(p["login"], p["cases"], p["stopped"]) for p in people] == [
        (CADRE.name, 2, 1),
        (CADRE_B.name, 1, 0),
    ]
