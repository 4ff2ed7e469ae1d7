"""The demo's history: same every time, accepted by the door, in the shape of the public record."""

import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from clearance import demo
from clearance.demo import geodata, names
from clearance.demo.lawful import LAW
from clearance.demo.log import Entry
from clearance.geo.records import recorded
from clearance.record import record_history
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.days import days_between, local_day
from clearance.rules.corridor.handover import Blocker, handover, metres, stretches
from clearance.rules.procedure.enforcement_hours import forbidden
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.permissions import may_record
from clearance.store import open_store
from clearance.store.journal import evidence
from tests.worlds import HAMLET

END = date(2026, 11, 23)


@pytest.fixture(scope="module")
def district() -> list[Entry]:
    return list(demo.demo_changes("district", 74, END))


def registered(entries: list[Entry], subject: str) -> dict[str, dict[str, Any]]:
    return {
        c.subject_uid: dict(c.patch)
        for c, _, _ in entries
        if (c.subject, c.fact) == (subject, "registered")
    }


def freed(entries: list[Entry]) -> dict[str, str]:
    """The day each thing was out of the way: a household's handover covers its land and houses."""
    owned: dict[str, list[str]] = {}
    for subject in ("parcel", "structure"):
        for uid, row in registered(entries, subject).items():
            owned.setdefault(row.get("household_uid", ""), []).append(uid)
    days: dict[str, str] = {}
    for change, _, _ in entries:
        step = find_step(change.subject, change.fact)
        if step and step.frees:
            covered = owned.get(change.subject_uid, []) if change.subject == "household" else []
            for uid in [change.subject_uid, *covered]:
                days.setdefault(uid, change.happened_on or "")
    return days


def corridor_on(entries: list[Entry], day: str) -> tuple[dict[str, int], Any]:
    """Metres by state and patchwork on a day, computed by the rules from the changes alone."""
    days, land = freed(entries), geodata.read()
    roads = registered(entries, "alignment")
    (main,) = (uid for uid, row in roads.items() if "kind" not in row)
    blockers = [
        Blocker(row["chainage_from_m"], row["chainage_to_m"], row["side"], days.get(uid))
        for subject in ("parcel", "structure", "grave", "utility")
        for uid, row in registered(entries, subject).items()
        if not row.get("is_public") and row["alignment_uid"] == main
    ]
    hexes = [
        row["shape"]
        for row in registered(entries, "parcel").values()
        if row["alignment_uid"] == main
    ]
    shapes = shapely.from_wkb(np.array(hexes, dtype=object))
    runs = handover(48_000, blockers, recorded(land.alignment, land.corridor, shapes), day).full
    return metres(runs), stretches(runs)


def test_the_same_seed_tells_the_same_story() -> None:
    once, again, other = (list(demo.demo_changes(HAMLET, seed, END)) for seed in (1, 1, 2))
    assert once == again
    assert once != other


def test_the_door_accepts_every_change(tmp_path: Path) -> None:
    store = open_store(tmp_path / "demo.db", b"key")
    for sha256, content in demo.photos().items():
        assert evidence.keep(store, tmp_path, content, "image/png", TERMINAL.uid, "2024") == sha256
    told = list(demo.demo_changes(HAMLET, 3, END))
    assert record_history(store, told) == len(told)
    held = store.value("SELECT COUNT(*) FROM parcel WHERE cleared_on IS NULL AND is_public = 0")
    assert held >= 30
    store.close()


def test_the_brief_story_is_accepted_too_and_stays_in_order(tmp_path: Path) -> None:
    store = open_store(tmp_path / "demo.db", b"key")
    for content in demo.photos().values():
        evidence.keep(store, tmp_path, content, "image/png", TERMINAL.uid, "2024")
    told = list(demo.demo_changes(replace(HAMLET, is_brief=True, corridors=2), 3, END))
    assert all(one[2] <= other[2] for one, other in pairwise(told))
    assert record_history(store, told) == len(told)
    store.close()


def test_the_district_has_the_counts_of_the_public_record(district: list[Entry]) -> None:
    count = Counter(c.subject for c, _, _ in district if c.fact == "registered")
    assert (count["household"], count["grave"], count["structure"]) == (1650, 337, 600)
    assert 2950 <= count["parcel"] <= 3050
    assert (count["package"], count["utility"]) == (6, 120)
    assert 36 <= count["segment"] <= 44
    assert sum(r["is_relocating"] for r in registered(district, "household").values()) == 321
    roles = Counter(row["role"] for row in registered(district, "person").values())
    assert roles["cadre"] >= 11
    assert set(roles) == {"cadre", "leader", "office", "liaison", "admin"}


def test_about_92_percent_is_handed_over_and_patchy(district: list[Entry]) -> None:
    state, patchwork = corridor_on(district, "2026-11-22")
    assert sum(state.values()) == 48_000
    assert 0.905 < state["clear"] / 48_000 < 0.935
    assert 200 < state["unknown"] < 900
    assert 15 < patchwork.number < 70


def test_before_the_first_payments_only_public_land_was_clear_and_it_grew(
    district: list[Entry],
) -> None:
    clear = [
        corridor_on(district, f"{day}-01")[0]["clear"]
        for day in ("2023-12", "2024-12", "2025-09", "2026-01", "2026-06")
    ]
    assert clear[0] < 1_000  # rivers and roads
    assert clear == sorted(clear)
    assert clear[-1] > 30_000


def test_what_holds_the_road_are_the_known_obstacles(district: list[Entry]) -> None:
    opened = [c for c, _, _ in district if (c.subject, c.fact) == ("obstacle", "opened")]
    closed = {c.subject_uid for c, _, _ in district if c.fact == "closed"}
    left = Counter(c.patch["kind"] for c in opened if c.subject_uid not in closed)
    assert left["FORESTRY_ORG"] == 176
    assert all(left[kind] > 3 for kind in ("PRICE", "RESETTLE_AREA", "BUDGET"))


def test_segments_are_offered_accepted_refused_and_promises_slip(district: list[Entry]) -> None:
    facts = Counter(c.fact for c, _, _ in district if c.subject == "segment")
    assert facts["accepted"] >= 5
    assert facts["refused"] >= 1
    assert facts["promised"] > facts["registered"]
    slipped = [c for c, _, _ in district if c.fact == "promised" and c.why]
    assert len(slipped) == facts["promised"] - facts["registered"]


def test_everything_is_recorded_in_order_by_who_may_and_never_before_it_happened(
    district: list[Entry],
) -> None:
    before = None
    for change, who, at in district:
        assert before is None or at >= before
        assert (change.happened_on or "") <= local_day(at) < END.isoformat()
        assert may_record(who.role, change.subject, change.fact)
        before = at


def test_some_handovers_are_recorded_only_days_after_they_happened(district: list[Entry]) -> None:
    given = [
        (c.happened_on or "", local_day(at)) for c, _, at in district if c.fact == "handed_over"
    ]
    late = [days_between(*pair) for pair in given if pair[0] != pair[1]]
    assert 0.05 < len(late) / len(given) < 0.25
    assert (min(late) >= 1, max(late) <= 20) == (True, True)


def test_identifiers_are_never_used_twice(district: list[Entry]) -> None:
    uids = [c.uid for c, _, _ in district]
    assert len(set(uids)) == len(uids)


def test_no_name_and_no_number_is_anybodys(district: list[Entry]) -> None:
    given = {*names.GIVEN["m"], *names.GIVEN["f"]}
    middles = {*names.MIDDLES["m"], *names.MIDDLES["f"]}
    for change, _, _ in district:
        for name in ("full_name", "spouse_name", "deceased_name"):
            text = change.patch.get(name, "")
            if text and not text.endswith(names.INVENTED):
                family, middle, last = text.split(" ")
                assert (family in names.FAMILIES, middle in middles, last in given) == (True,) * 3
            assert not text.endswith(names.INVENTED) or text.startswith(names.FORESTRY)
        assert re.fullmatch(r"0900 000 \d{3}", change.patch.get("phone", "0900 000 000"))
        assert re.fullmatch(r"000\d{9}", change.patch.get("id_number", "000000000000"))


def test_photographs_are_pictures_named_by_their_digest() -> None:
    made = demo.photos()
    assert made == demo.photos()
    for sha256, content in made.items():
        assert content.startswith(b"\x89PNG")
        assert hashlib.sha256(content).hexdigest() == sha256


def test_the_law_and_its_years_stand_first_and_only_the_coming_year_is_unconfirmed(
    district: list[Entry],
) -> None:
    years = registered(district, "calendar_year").values()
    assert [row["code"] for row in years if not row["is_confirmed"]] == ["2027"]
    assert len(registered(district, "regime")) == 4
    assert len(registered(district, "season")) == 1
    first_step = next(i for i, (c, _, _) in enumerate(district) if c.fact == "notified")
    last_row = max(i for i, (c, _, _) in enumerate(district) if c.subject == "calendar_year")
    assert last_row < first_step


def test_the_first_notices_and_payments_are_of_the_old_law(district: list[Entry]) -> None:
    days = {
        fact: sorted(c.happened_on or "" for c, _, _ in district if c.fact == fact)
        for fact in ("notified", "paid", "recovered")
    }
    assert days["notified"][0] < "2023-08-01"
    assert "2023-10-01" < days["paid"][0] < "2024-02-01"
    assert sum(day < "2024-08-01" for day in days["recovered"]) > 100
    triggers = Counter(c.patch.get("trigger") for c, _, _ in district if c.fact == "recovered")
    assert all(triggers[code] for code in (None, "plan_approved", "lot", "cash"))


def test_a_few_are_coerced_after_visits_and_only_on_allowed_days(district: list[Entry]) -> None:
    coerced = [c for c, _, _ in district if c.fact == "coerced"]
    assert 3 <= len(coerced) <= 25
    for change in coerced:
        told = {c.fact for c, _, _ in district if c.subject_uid == change.subject_uid}
        assert {"visited", "handover_persuasion_ended", "coercion_decided"} <= told
        day = change.happened_on or ""
        assert forbidden(LAW.calendar, "coerced", day, change.patch["at_time"]) == ()
