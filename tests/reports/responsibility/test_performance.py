"""Results of a person or commune: computed from the journal, the same whoever asks."""

from datetime import timedelta

import pytest

from clearance.record import record
from clearance.reports.responsibility import performance
from clearance.rules.basics.actors import Who
from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    OFFICE,
    PHOTO,
    a_case_at,
    a_change,
    a_household,
    registered,
)

TODAY = "2026-12-10"
SINCE = "2026-01-01"


def on(days: float, who: Who, store: Store, change: object) -> None:
    """Reported so many days after the start."""
    assert record(store, change, who, NOW + timedelta(days=days)).is_accepted  # type: ignore[arg-type]


@pytest.fixture
def town(store: Store) -> Store:
    """A case that came to its end with five days at the superior's, and one just notified in B."""
    a_case_at(store, "recovered")
    passed = {"patch": {"holder_kind": "superior"}, "why": "Chờ"}
    on(1, CADRE, store, a_change("household", "h", "passed", **passed))
    on(6, CADRE, store, a_change("household", "h", "handed_over", evidence=(PHOTO,)))
    on(8, OFFICE, store, a_change("household", "h", "closed"))
    a_household(store, "k", "b")
    on(0, CADRE_B, store, a_change("household", "k", "notified"))
    return store


def of(store: Store, who: Who, **whose: str) -> dict[str, object]:
    """The figures of the year."""
    return performance.results_of(store, who, TODAY, TODAY, SINCE, **whose)


def test_a_person_sees_of_himself_what_the_leader_sees(town: Store) -> None:
    own = of(town, CADRE, person=CADRE.uid)
    assert own == of(town, LEADER, person=CADRE.uid) == of(town, ADMIN, person=CADRE.uid)
    assert (own["cases_closed"], own["median_days"]) == (1, 8)
    assert own["held_others_days"] == {"superior": 5.0}
    assert round(float(str(own["held_self_days"])), 6) == 3.0


def test_his_own_results_stay_when_his_area_ends(town: Store) -> None:
    before = of(town, CADRE, person=CADRE.uid)
    ended = a_change("scope", "canbo.a-a", "revised", patch={"valid_to": "2026-12-01"})
    on(15, ADMIN, town, ended)
    assert of(town, CADRE, person=CADRE.uid) == before


def test_a_commune_counts_all_its_people_as_its_own_time(town: Store) -> None:
    found = of(town, LEADER, unit="02400")
    assert found["held_others_days"] == {"superior": 5.0}
    assert (found["cases_closed"], found["of"]) == (1, found["steps_closed"])
    assert of(town, LEADER, unit="02401")["cases_closed"] == 0


def test_figures_end_at_the_border_of_the_area(town: Store) -> None:
    assert of(town, CADRE, unit="02401")["clocks"] == []
    assert of(town, CADRE_B, person=CADRE.uid)["cases_closed"] == 0


def test_lateness_that_others_made_does_not_count_against_the_officer(store: Store) -> None:
    a_case_at(store, "plan_drafted")
    rows = performance.clock_rows(store, LEADER, TODAY, TODAY)
    running = next(r for r in rows if r["closed_on"] is None)
    assert (running["step"], running["counts_for"]) == ("household.plan_posted", CADRE.name)
    passed = a_change("household", "h", "passed", patch={"holder_kind": "superior"}, why="Chờ")
    store.run("UPDATE deadline SET first_due_on = '2026-11-25' WHERE step = 'plan_posted'")
    on(1, CADRE, store, passed)
    rows = performance.clock_rows(store, LEADER, TODAY, TODAY)
    assert next(r for r in rows if r["closed_on"] is None)["counts_for"] == "superior"
    rates = {r["key"]: r for r in performance.rate_rows(rows, "person", TODAY)}
    assert (rates["superior"]["on_time"], rates["superior"]["of"]) == (0, 1)


def test_rates_by_step_person_commune_and_month_have_the_same_whole(town: Store) -> None:
    rows = performance.clock_rows(town, LEADER, TODAY, TODAY)
    sums = {
        by: sum(r["of"] for r in performance.rate_rows(rows, by, TODAY)) for by in performance.BY
    }
    assert len(set(sums.values())) == 1
    assert sums["step"] > 8


def test_explaining_with_new_dates_leaves_every_rate_where_it_was(town: Store) -> None:
    rows = performance.clock_rows(town, LEADER, TODAY, TODAY)
    before = performance.rate_rows(rows, "month", TODAY)
    told = {"step": "inventoried", "category": "absent"}
    for day in range(1, 15):
        patch = {**told, "new_due_on": f"2027-01-{day:02d}"}
        on(day, CADRE_B, town, a_change("household", "k", "explained", patch=patch, why="Vắng"))
    rows = performance.clock_rows(town, LEADER, TODAY, TODAY)
    assert performance.rate_rows(rows, "month", TODAY) == before
    assert of(town, LEADER, person=CADRE_B.uid)["explanations"] == 14


def test_paces_are_told_by_step_and_commune_with_what_they_are_out_of(town: Store) -> None:
    rows = performance.clock_rows(town, LEADER, TODAY, TODAY)
    paces = {(r["step"], r["commune_code"]): r for r in performance.pace_rows(rows, SINCE, TODAY)}
    paid = paces["household.paid", ""]
    assert paid == paces["household.paid", "02400"] | {"commune_code": ""}
    assert (paid["median_days"], paid["of"], paid["limit_days"]) == (11, 1, 26)
    assert (paid["before"], paid["before_of"], paid["change"]) == (None, 0, None)


def test_paces_step_by_step_are_those_of_all_clocks(town: Store) -> None:
    for who in (LEADER, CADRE, CADRE_B):
        for since in (SINCE, TODAY):
            rows = performance.pace_rows(
                performance.clock_rows(town, who, TODAY, TODAY), since, TODAY
            )
            found = performance.paces_of(town, who, TODAY, TODAY, since)
            assert found == rows, (who, since)


def test_a_visit_leaves_the_paces_as_they_are(town: Store) -> None:
    before = performance.paces_of(town, LEADER, TODAY, TODAY, SINCE)
    on(7, LEADER, town, a_change("household", "k", "visited", why="Gặp"))
    assert performance.paces_of(town, LEADER, TODAY, TODAY, SINCE) is before


def test_the_time_of_a_stand_in_is_his_own(town: Store) -> None:
    absence = registered(
        "absence",
        "x",
        person_uid=CADRE_B.uid,
        replacement_uid=OFFICE.uid,
        valid_from="2026-11-25",
        valid_to="2026-11-29",
    )
    on(2, LEADER, town, absence)
    assert of(town, LEADER, person=OFFICE.uid)["held_self_days"] == 5.0


def test_a_day_of_the_past_is_told_as_it_was(town: Store) -> None:
    found = performance.results_of(town, LEADER, TODAY, "2026-11-23", SINCE, person=CADRE.uid)
    assert found["cases_closed"] == 0
    clocks = performance.clock_rows(town, LEADER, TODAY, "2026-11-23")
    assert [r["step"] for r in clocks if r["closed_on"] is None] == [
        "household.handed_over",
        "household.inventoried",
    ]
