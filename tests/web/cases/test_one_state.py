"""A case stands alike on every page of a day, today and on any day before."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
import shapely
from markupsafe import escape

from clearance.record import record_all
from clearance.reports.responsibility.late import late_cases
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.procedure.steps import Step, stage, steps_of
from clearance.store import Store
from clearance.store.cases import steps
from clearance.web.map.layer_rows import CASES
from tests.given import (
    CADRE,
    DAYS,
    LEADER,
    LINE,
    NOW,
    TODAY,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    a_shape,
    by,
    registered,
    step,
)
from tests.web.conftest import Person
from tests.web.map.test_page import BOX, codes
from tests.web.map.test_player import group_on
from tests.web.map.test_tiles import standing

As = Callable[..., Person]
Row = dict[str, Any]
Stages = dict[str, Step | None]
WORDS = {"todo": "Chưa làm", "doing": "Đang làm", "stuck": "Vướng mắc", "done": "Đã bàn giao"}
_NUMBERS = "SELECT t.code, s.id FROM {} t JOIN shape s ON s.subject_uid = t.uid"


def a_case_before_payment(store: Store, uid: str) -> None:
    """A household with ground whose decision was delivered."""
    a_household(store, uid)
    a_parcel(store, f"t{uid}", uid, parcel_no=f"7{uid}")
    for code in LINE[: LINE.index("paid")]:
        assert step(store, uid, code).is_accepted


def a_refused_case(store: Store, uid: str = "r") -> None:
    """Money refused the day after the decision of recovery."""
    a_case_before_payment(store, uid)
    assert step(store, uid, "recovered", patch={"trigger": "plan_approved"}).is_accepted
    assert step(store, uid, "refused", happened_on="2026-11-18").is_accepted


def lived(store: Store) -> None:
    """Households and graves with steps that fell out of order, some by plan, some by chance."""
    a_refused_case(store)
    for uid in "sd":
        a_case_before_payment(store, uid)
    assert step(store, "s", "refused", happened_on="2026-11-10").is_accepted
    for code in LINE[LINE.index("paid") :]:
        assert step(store, "d", code, happened_on=DAYS["household"].get(code, TODAY)).is_accepted
    chance = random.Random(15)
    for number in range(3):
        uid, grave = a_household(store, f"x{number}"), a_grave(store, f"v{number}")
        a_parcel(store, f"t{number}", uid, parcel_no=str(30 + number))
        _house(store, f"n{number}", uid)
        for subject, case in (("household", uid), ("grave", grave)):
            _some_steps(store, subject, case, chance)


def _house(store: Store, uid: str, household: str) -> None:
    fields = {
        "code": f"N-{uid}",
        "unit_uid": "a",
        "household_uid": household,
        "kind": "house",
        "alignment_uid": "al",
        "chainage_from_m": 120,
        "chainage_to_m": 130,
        **a_shape(shapely.Point(400020, 2438125)),
    }
    record_all(store, [registered("structure", uid, **fields)], TERMINAL, NOW)


def _some_steps(store: Store, subject: str, uid: str, chance: random.Random) -> None:
    """Whatever the door takes of steps in a random order on random days."""
    for row in steps_of(subject) * 2:
        day = date(2026, 6, 1) + timedelta(days=chance.randrange(170))
        known = DAYS[subject].get(row.code)
        if chance.random() < 0.6:
            step(store, uid, row.code, subject=subject, happened_on=known or str(day))


def days_to_ask(store: Store) -> list[str]:
    """Today, the first and the last days of facts and some between."""
    rows = store.query("SELECT DISTINCT happened_on FROM step_taken ORDER BY 1")
    known = [row["happened_on"] for row in rows]
    return sorted({known[0], *random.Random(4).sample(known, 2), "2026-11-18", "2026-11-19", TODAY})


def stages(store: Store, subject: str, day: str) -> dict[str, Step | None]:
    """The stage of every case by its definition, by code."""
    rows = store.query(f"SELECT uid, code FROM {subject}")
    return {r["code"]: stage(subject, steps.dates(store, r["uid"], day)) for r in rows}


def listed(person: Person, subject: str, day: str, more: str = "") -> dict[str, Row]:
    """The rows of a list by code."""
    answer = person.get(f"/{subject}s/?format=json&as_of={day}{more}").get_json()
    return {row["code"]: row for row in answer["rows"]}


def test_a_refusal_after_the_recovery_reads_alike_today_and_yesterday(
    as_: As, store: Store
) -> None:
    a_refused_case(store)
    leader = as_("leader")
    for day in ("2026-11-18", "2026-11-19", TODAY):
        rows = leader.get(f"/map?format=json&as_of={day}").get_json()["rows"]
        assert {r["code"]: r["state"] for r in rows}["T-tr"] == "Đang làm", day
        assert listed(leader, "household", day)["HY-r"]["stage"] == "QĐ thu hồi đất", day


@pytest.mark.parametrize("subject", ["household", "grave"])
def test_list_filter_and_page_know_the_stage_of_the_rules_on_any_day(
    as_: As, store: Store, subject: str
) -> None:
    lived(store)
    leader = as_("leader")
    for day in days_to_ask(store):
        known, rows = stages(store, subject, day), listed(leader, subject, day)
        words = {code: at.vi if at else "Chưa bắt đầu" for code, at in known.items()}
        assert {code: row["stage"] for code, row in rows.items()} == words, day
        for at in {at.code if at else "none" for at in known.values()}:
            own = {code for code, step in known.items() if (step.code if step else "none") == at}
            assert set(listed(leader, subject, day, f"&stage={at}")) == own, (day, at)
        for code, row in rows.items():
            page = leader.main(f"/{subject}s/{code}?as_of={day}")
            assert f'<p class="step">{escape(row["next"])}</p>' in page, (day, code)


def expected(store: Store, layer: str, day: str) -> dict[str, str]:
    """The group of every thing of a layer by the definition, from its case's stage."""
    subject = CASES[layer]
    own, households = stages(store, subject, day), stages(store, "household", day)
    sql = f"SELECT t.*, h.code AS home FROM {subject} t LEFT JOIN household h ON h.uid = "
    rows = store.query(sql + ("NULL" if subject == "utility" else "t.household_uid"))
    return {row["code"]: _group(row, own, households, day) for row in rows}


def _group(row: Row, own: Stages, households: Stages, day: str) -> str:
    if row["cleared_on"] and row["cleared_on"] <= day:
        return "done"
    at = own[row["code"]] or households.get(row["home"] or "")
    return {"done": "doing"}.get(at.group, at.group) if at else "todo"


def test_map_table_standings_and_player_show_the_group_of_the_rules_on_any_day(
    as_: As, store: Store
) -> None:
    lived(store)
    leader = as_("leader")
    history = leader.get(f"/map/history.json?{BOX}&layers={','.join(CASES)}").get_json()
    seen = set()
    for day, layer in product(days_to_ask(store), CASES):
        at = (date.fromisoformat(day) - date.fromisoformat(history["from"])).days
        due = expected(store, layer, day)
        assert codes(leader, layer, f"&as_of={day}") == due, (day, layer)
        numbers = {r["code"]: r["id"] for r in store.query(_NUMBERS.format(CASES[layer]))}
        groups = {numbers[code]: group for code, group in due.items()}
        assert standing(leader, layer, f"&as_of={day}") == groups, (day, layer)
        assert {way[0]: group_on(way, at) for way in history["cases"][layer]} == groups
        rows = leader.get(f"/map?format=json&layer={layer}&as_of={day}").get_json()["rows"]
        assert {r["code"]: r["state"] for r in rows} == {c: WORDS[g] for c, g in due.items()}
        seen |= set(due.values())
    assert seen == {"todo", "doing", "stuck", "done"}


def test_a_first_promise_missed_stays_missed_when_the_due_day_is_put_off(
    as_: As, store: Store
) -> None:
    a_household(store, "late")
    assert step(store, "late", "notified", happened_on="2026-07-20").is_accepted
    patch = {"step": "inventoried", "category": "staff", "new_due_on": "2026-12-24"}
    told = a_change("household", "late", "explained", patch=patch, why="Thiếu người đo")
    assert by(CADRE, store, told, NOW - timedelta(days=4)).is_accepted
    leader = as_("leader")
    for day, due, is_late in (
        ("2026-08-19", "2026-08-19", False),
        ("2026-11-15", "2026-08-19", True),
        ("2026-11-16", "2026-12-24", True),
        (TODAY, "2026-12-24", True),
    ):
        row = listed(leader, "household", day)["HY-late"]
        assert (row["due"], row["late"] > 0) == (due, is_late), day
        page = leader.main(f"/households/HY-late?as_of={day}")
        assert f"{due[8:]}/{due[5:7]}/{due[:4]}" in page, day
        late = late_cases(store, LEADER, TODAY, day)
        assert ("HY-late" in {r["code"] for r in late}) is is_late, day
