"""Communes along a road: every metre in one of them, whatever the units bring."""

from typing import Any

import shapely

from clearance.record import record_all
from clearance.reports.corridor.commune_bands import commune_bands
from clearance.reports.corridor.communes import by_commune
from clearance.reports.corridor.ground import on_day
from clearance.reports.corridor.road_parts import patchwork_rows
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import (
    CADRE,
    LEADER,
    NOW,
    TODAY,
    a_change,
    a_household,
    a_parcel,
    a_shape,
    registered,
)


def told(store: Store, code: str = "TQ") -> list[tuple[str, int, int]]:
    """The communes along a road: code, from, to."""
    (road,) = (r for r in corridor.list_alignments(store) if r["code"] == code)
    return [(row["code"], row["from_m"], row["to_m"]) for row in commune_bands(store, road)]


def an_outline(from_m: float, to_m: float) -> dict[str, Any]:
    """Ground across the test line between two places."""
    return a_shape(shapely.box(399000, 2438000 + from_m, 401000, 2438000 + to_m))


def revise(store: Store, uid: str, **patch: Any) -> None:
    record_all(store, [a_change("unit", uid, "revised", patch=patch)], TERMINAL, NOW)


def test_stretches_written_a_metre_over_each_other_are_counted_once(store: Store) -> None:
    revise(store, "a", chainage_to_m=5001)
    assert told(store) == [("02400", 0, 5001), ("02401", 5001, 10000)]
    rows = by_commune(store, LEADER, TODAY, TODAY)
    assert sum(row["length_m"] for row in rows) == 10_000


def test_outlines_go_before_what_is_written(store: Store) -> None:
    revise(store, "a", **an_outline(-50, 4000.5))
    assert told(store) == [("02400", 0, 4001), ("02401", 5000, 10000)]
    revise(store, "b", **an_outline(4000.5, 10050))
    assert told(store) == [("02400", 0, 4001), ("02401", 4001, 10000)]


def test_a_commune_entered_twice_has_its_metres_in_two_places(store: Store) -> None:
    revise(store, "a", **an_outline(4000, 6000))
    revise(store, "b", **an_outline(-50, 10050))
    assert told(store) == [("02401", 0, 4000), ("02400", 4000, 6000), ("02401", 6000, 10000)]
    (road,) = corridor.list_alignments(store)
    rows = [
        row
        for row in patchwork_rows(store, road, *[on_day(store, road, TODAY)] * 2)
        if row["kind"] == "commune"
    ]
    assert [row["key"] for row in rows] == ["commune:02401", "commune:02400", "commune:02401@6000"]
    lengths = {row["code"]: row["length_m"] for row in by_commune(store, LEADER, TODAY, TODAY)}
    assert lengths == {"02400": 2000, "02401": 8000}


def test_before_and_after_a_merger_are_never_counted_together(store: Store) -> None:
    for uid in "ab":
        revise(
            store, uid, valid_to="2025-06-30", **an_outline(*{"a": (0, 5e3), "b": (5e3, 1e4)}[uid])
        )
    whole = registered(
        "unit",
        "c",
        code="02499",
        name="Xã C",
        kind="commune",
        parent_uid="d",
        valid_from="2025-07-01",
        **an_outline(0, 10_000),
    )
    record_all(store, [whole], TERMINAL, NOW)
    assert told(store) == [("02499", 0, 10000)]
    a_household(store)
    a_parcel(store)
    assert told(store) == [("02400", 0, 5000), ("02401", 5000, 10000)]


def test_a_ramp_without_outlines_has_the_communes_of_its_parcels(store: Store) -> None:
    line = a_shape(shapely.LineString([(400000, 2440000), (400300, 2440000)]))
    ramp = registered("alignment", "n1", code="TQ-N1", kind="ramp", length_m=300, **line)
    record_all(store, [ramp], TERMINAL, NOW)
    assert told(store, "TQ-N1") == []
    for uid, unit, at in (("p", "a", 0), ("q", "b", 100)):
        a_household(store, f"h{uid}", unit)
        a_parcel(
            store,
            uid,
            f"h{uid}",
            unit_uid=unit,
            alignment_uid="n1",
            chainage_from_m=at,
            chainage_to_m=at + 90,
        )
    assert told(store, "TQ-N1") == [("02400", 0, 100), ("02401", 100, 190)]
    revise(store, "a", **an_outline(1000, 3000))
    assert told(store, "TQ-N1") == [("02400", 0, 300)]


def test_a_commune_without_a_case_still_counts_its_metres(store: Store) -> None:
    a_household(store)
    rows = by_commune(store, LEADER, TODAY, TODAY)
    assert {row["code"]: row["households"] for row in rows} == {"02400": 1, "02401": 0}
    assert sum(row["length_m"] for row in rows) == 10_000
    assert [row["code"] for row in by_commune(store, CADRE, TODAY, TODAY)] == ["02400"]
