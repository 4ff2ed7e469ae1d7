"""Units of then and of today: every case under one unit, the total the same on every day."""

from collections import Counter

from hypothesis import given as some
from hypothesis import strategies as st

from clearance.rules.operations.crosswalk import at_day, day_before

OLD = [{"uid": uid, "valid_from": None, "valid_to": "2025-06-30"} for uid in
       ("tan-yen", "tan-thanh", "bang-coc", "nhan-muc")]  # fmt: skip
NEW = {"uid": "ham-yen", "valid_from": "2025-07-01", "valid_to": None}
MERGED = [{"old_uid": row["uid"], "new_uid": "ham-yen"} for row in OLD]
COUNTS = {"tan-yen": 144, "tan-thanh": 174, "bang-coc": 146, "nhan-muc": 130}


def sums(day: str, units: list, successions: list, counts: dict[str, int]) -> Counter:
    """Counts by the unit that stood on a day."""
    heirs = at_day(units, successions, day)
    found: Counter = Counter()
    for uid, n in counts.items():
        found[heirs[uid]] += n
    return found


def test_four_communes_are_one_from_the_day_of_the_merger() -> None:
    units = [*OLD, NEW]
    assert sums("2025-06-30", units, MERGED, COUNTS) == COUNTS
    assert sums("2025-07-01", units, MERGED, COUNTS) == {"ham-yen": 594}


def test_two_mergers_one_after_the_other_compose() -> None:
    units = [*OLD, NEW | {"valid_to": "2026-06-30"},
             {"uid": "xa-lon", "valid_from": "2026-07-01", "valid_to": None}]  # fmt: skip
    successions = [*MERGED, {"old_uid": "ham-yen", "new_uid": "xa-lon"}]
    assert sums("2026-01-01", units, successions, COUNTS) == {"ham-yen": 594}
    assert sums("2026-12-01", units, successions, COUNTS) == {"xa-lon": 594}


def test_a_renamed_unit_goes_both_ways_and_a_merged_one_back_to_nobody_knows() -> None:
    renamed = [{"uid": "a", "valid_from": None, "valid_to": "2025-06-30"},
               {"uid": "b", "valid_from": "2025-07-01", "valid_to": None}]  # fmt: skip
    ways = [{"old_uid": "a", "new_uid": "b"}]
    assert at_day(renamed, ways, "2025-01-01") == {"a": "a", "b": "a"}
    assert at_day([*OLD, NEW], MERGED, "2025-01-01")["ham-yen"] is None


def test_a_divided_unit_is_nobodys_and_an_abolished_one_its_own() -> None:
    units = [{"uid": "a", "valid_from": None, "valid_to": "2025-06-30"},
             *(NEW | {"uid": uid} for uid in "bc")]  # fmt: skip
    ways = [{"old_uid": "a", "new_uid": uid} for uid in "bc"]
    assert at_day(units, ways, "2026-01-01")["a"] is None
    assert at_day(units[:1], ways, "2026-01-01") == {"a": "a"}


def test_a_ring_of_successions_ends() -> None:
    units = [{"uid": uid, "valid_from": None, "valid_to": "2025-06-30"} for uid in "ab"]
    ring = [{"old_uid": "a", "new_uid": "b"}, {"old_uid": "b", "new_uid": "a"}]
    assert set(at_day(units, ring, "2026-01-01").values()) <= {"a", "b"}


def test_the_day_before_a_new_year() -> None:
    assert day_before("2026-01-01") == "2025-12-31"


@some(st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 500)),
      st.dates().map(str))  # fmt: skip
def test_the_total_is_the_same_on_every_day(counts: dict[str, int], day: str) -> None:
    assert sum(sums(day, [*OLD, NEW], MERGED, counts).values()) == sum(counts.values())
