import numpy as np

from clearance.rules.seasons import Season, kept
from clearance.rules.shipped_law import SHIPPED_SEASONS

EXHUMED = ("grave", "exhumed")
SUMMER = Season("summer", EXHUMED, (5, 1), (8, 31), "custom", "giả định", is_verified=False)


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def test_a_grave_waits_for_its_season_and_moves_at_once_within_it() -> None:
    (season,) = SHIPPED_SEASONS
    found = season.wait(days("2026-09-30", "2026-12-31", "2027-04-05", "2027-04-06"))
    assert found.tolist() == days("2026-10-01", "2026-12-31", "2027-04-05", "2027-10-01").tolist()
    assert not season.is_verified


def test_a_season_may_lie_within_one_year() -> None:
    found = SUMMER.wait(days("2026-04-30", "2026-08-31", "2026-09-01"))
    assert found.tolist() == days("2026-05-01", "2026-08-31", "2027-05-01").tolist()


def test_a_custom_that_people_here_do_not_keep_is_not_waited_for() -> None:
    assert kept([SUMMER], {EXHUMED: ["2026-06-01"] * 20}) == [SUMMER]
    assert kept([SUMMER], {EXHUMED: ["2026-06-01"] * 17 + ["2026-12-01"] * 3}) == []


def test_with_few_graves_moved_the_custom_stands() -> None:
    assert kept([SUMMER], {EXHUMED: ["2026-12-01"] * 19}) == [SUMMER]
    assert kept([SUMMER], {}) == [SUMMER]
