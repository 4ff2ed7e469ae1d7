"""Steps are dated facts: each rests on another, has its proof, and is recorded once."""

from clearance.rules.basics.actors import Who
from clearance.store import Store
from tests import given
from tests.given import (
    CADRE,
    LIAISON,
    LINE,
    OFFICE,
    PHOTO,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    step,
    the,
)


def test_a_case_shows_where_it_stands_what_comes_next_and_until_when(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2026-11-01")
    row = the(store, "household", "h")
    assert (row["stage"], row["next_step"], row["due_on"], row["cleared_on"]) == (
        "notified",
        "inventoried",
        "2026-12-01",
        None,
    )


def test_a_step_without_a_day_happened_today(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on=None)
    assert store.value("SELECT happened_on FROM step_taken") == given.TODAY


def test_a_step_waits_for_the_one_before(store: Store) -> None:
    a_household(store)
    assert step(store, "h", "paid").reason == "step_locked"


def test_a_payment_is_not_recorded_without_its_receipt(store: Store) -> None:
    a_case_at(store, "decision_delivered")
    assert step(store, "h", "paid", evidence=()).reason == "missing_evidence"
    assert step(store, "h", "paid").is_accepted


def test_a_payment_whose_receipt_is_still_on_its_way_is_held_until_it_is_there(
    store: Store,
) -> None:
    a_case_at(store, "decision_delivered")
    awaited = step(store, "h", "paid", evidence=("0" * 64,))
    assert (awaited.standing, awaited.reason) == ("held", "photo_awaited")
    assert the(store, "household", "h")["stage"] == "decision_delivered"
    given.a_photo(store, "0" * 64)
    assert step(store, "h", "paid", evidence=("0" * 64,)).is_accepted


def test_what_cannot_stand_is_refused_before_its_photos_are_sent(store: Store) -> None:
    a_household(store)
    assert step(store, "h", "paid", evidence=("0" * 64,)).reason == "step_locked"


def test_nothing_happens_tomorrow(store: Store) -> None:
    a_household(store)
    assert step(store, "h", "notified", happened_on="2026-11-21").reason == "in_the_future"


def test_paying_records_how_much(store: Store) -> None:
    a_case_at(store, "decision_delivered")
    assert step(store, "h", "paid", patch={"paid_vnd": 125_000_000}).is_accepted
    assert the(store, "household", "h")["paid_vnd"] == 125_000_000


def test_handing_over_the_household_hands_over_its_land_and_house(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store, "p1")
    a_parcel(store, "p2", alignment_uid=None)
    house = given.registered("structure", "s", code="N-1", unit_uid="a", household_uid="h")
    assert by(OFFICE, store, house).is_accepted
    assert step(store, "h", "handed_over", happened_on="2026-11-18").is_accepted
    for subject, uid in (
        ("household", "h"),
        ("parcel", "p1"),
        ("parcel", "p2"),
        ("structure", "s"),
    ):
        assert the(store, subject, uid)["cleared_on"] == "2026-11-18"


def test_land_in_dispute_stays_in_the_way_when_the_rest_is_handed_over(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store, "p1")
    a_parcel(store, "p2")
    an_obstacle(store, "p1", "parcel")
    assert step(store, "h", "handed_over").is_accepted
    assert the(store, "parcel", "p1")["cleared_on"] is None
    assert the(store, "parcel", "p2")["cleared_on"] == given.TODAY


def test_no_ground_is_handed_over_while_an_obstacle_is_open(store: Store) -> None:
    a_case_at(store, "recovered")
    first, second = an_obstacle(store), an_obstacle(store, kind="DISPUTE")
    assert the(store, "household", "h")["is_stuck"] == 1
    for uid in (first, second):
        assert step(store, "h", "handed_over").reason == "open_obstacle"
        assert by(CADRE, store, a_change("obstacle", uid, "closed")).is_accepted
    assert the(store, "household", "h")["is_stuck"] == 0
    assert step(store, "h", "handed_over").is_accepted


def test_the_same_obstacle_is_recorded_once_while_it_lasts_and_again_after_it(store: Store) -> None:
    a_household(store)
    first = an_obstacle(store)
    patch = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
    second = by(CADRE, store, a_change("obstacle", "twice", "opened", patch=patch, why="Hai máy"))
    assert (second.reason, second.detail) == ("obstacle_stands", given.TODAY)
    assert given.last_change(store)["why"] == "Hai máy"
    assert by(CADRE, store, a_change("obstacle", first, "closed")).is_accepted
    assert an_obstacle(store) != first


def test_an_obstacle_knows_its_commune_and_its_days(store: Store) -> None:
    a_household(store)
    patch = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
    opened = a_change("obstacle", "o", "opened", patch=patch, happened_on="2026-11-18")
    assert by(OFFICE, store, opened).is_accepted
    by(CADRE, store, a_change("obstacle", "o", "closed", happened_on="2026-11-19"))
    row = the(store, "obstacle", "o")
    assert (row["unit_uid"], row["opened_on"], row["closed_on"]) == (
        "a",
        "2026-11-18",
        "2026-11-19",
    )


def test_a_family_that_refuses_the_money_gives_its_reason(store: Store) -> None:
    a_case_at(store, "decision_delivered")
    assert step(store, "h", "refused", why=" ").reason == "missing_reason"
    assert step(store, "h", "refused", why="Đơn giá thấp").is_accepted


def test_a_note_says_something(store: Store) -> None:
    a_household(store)
    assert by(CADRE, store, a_change("household", "h", "noted")).reason == "missing_reason"
    assert by(CADRE, store, a_change("household", "h", "noted", why="Hẹn thứ hai")).is_accepted


def test_the_grave_of_an_unknown_family_is_moved_by_contract(store: Store) -> None:
    a_grave(store, family="searching")
    line = (
        "discovered inventoried searching unclaimed priced posted approved contracted"
        " date_set exhumed kept_temporarily reburied accepted"
    )
    for code in line.split():
        assert step(store, "g", code, subject="grave").is_accepted, code
    assert the(store, "grave", "g")["cleared_on"] == given.TODAY


def test_the_day_for_moving_a_grave_is_kept_in_both_calendars(store: Store) -> None:
    a_grave(store)
    for code in ("discovered", "inventoried", "claimed", "priced", "posted", "approved", "paid"):
        step(store, "g", code, subject="grave")
    chosen = {"planned_on": "2026-12-20", "planned_lunar": "12/11 Bính Ngọ"}
    assert step(store, "g", "date_set", subject="grave", patch=chosen).is_accepted
    assert the(store, "grave", "g")["planned_lunar"] == "12/11 Bính Ngọ"


def test_a_stretch_is_offered_by_one_hand_and_accepted_by_another(store: Store) -> None:
    assert step(store, "sg", "offered", subject="segment").is_accepted
    turncoat = Who(OFFICE.uid, OFFICE.name, "liaison")
    assert step(store, "sg", "accepted", turncoat, subject="segment").reason == "same_person"
    assert step(store, "sg", "accepted", subject="segment").is_accepted
    assert step(store, "sg", "refused", subject="segment").reason == "step_locked"


def test_a_refused_stretch_is_offered_anew(store: Store) -> None:
    step(store, "sg", "offered", subject="segment")
    refusal = {"subject": "segment", "who": LIAISON}
    assert step(store, "sg", "refused", why="", **refusal).reason == "missing_reason"
    assert step(store, "sg", "refused", why="Còn một hộ", **refusal).is_accepted
    assert step(store, "sg", "accepted", subject="segment").reason == "step_locked"
    assert the(store, "segment", "sg")["next_step"] == "offered"
    assert step(store, "sg", "offered", subject="segment").is_accepted
    assert step(store, "sg", "accepted", subject="segment").is_accepted


def test_a_step_reported_twice_says_nothing_new(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2026-11-01")
    again = step(store, "h", "notified", happened_on="2026-11-02")
    assert (again.standing, again.reason) == ("refused", "already_taken")


def test_two_cadres_who_did_not_see_each_other_name_two_days_a_person_decides(
    store: Store,
) -> None:
    a_household(store)
    seen = the(store, "household", "h")["version"]
    step(store, "h", "notified", happened_on="2026-11-01", based_on=seen)
    same = step(store, "h", "notified", happened_on="2026-11-01", based_on=seen)
    other = step(store, "h", "notified", happened_on="2026-11-02", based_on=seen)
    assert (same.standing, same.reason) == ("refused", "already_taken")
    assert (other.standing, other.reason) == ("held", "held_clash")
    assert given.last_change(store)["clash"] == '["notified"]'


def test_the_whole_line_can_be_walked_with_a_photo_where_one_is_due(store: Store) -> None:
    a_case_at(store, "handed_over")
    rows = store.query("SELECT fact, evidence FROM change WHERE subject_uid = 'h' ORDER BY seq")
    assert [row["fact"] for row in rows[1:]] == list(LINE)
    shown = [row["fact"] for row in rows if PHOTO in row["evidence"]]
    assert shown == ["inventoried", "paid", "recovered", "handed_over"]
