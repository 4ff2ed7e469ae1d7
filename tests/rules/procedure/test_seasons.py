from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.procedure.law_changes import patch_of, season_from
from clearance.rules.procedure.law_shipped import SHIPPED_SEASONS
from clearance.rules.procedure.seasons import Season, in_season, kept, next_in_season

EXHUMED = ("grave", "exhumed")
SUMMER = Season("summer", *EXHUMED, "05-01", "08-31", "custom", "giả định", is_verified=False)
WINTER = replace(SUMMER, code="winter", from_day="12-15", to_day="01-31")
MONTH_DAYS = st.dates().map(lambda day: day.isoformat()[5:]).filter(lambda day: day != "02-29")
SEASONS = st.builds(replace, st.just(SUMMER), from_day=MONTH_DAYS, to_day=MONTH_DAYS)


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


@given(st.lists(SEASONS, max_size=3), st.dates(min_value=np.datetime64("1970-01-01").item()))
def test_the_next_day_in_season_is_the_first_one_found_by_looking_at_each(
    seasons: list[Season], first: object
) -> None:
    coming = np.datetime64(first, "D") + np.arange(366)
    texts = [day[5:] for day in coming.astype(str)]
    fits = [
        any(
            s.from_day <= t <= s.to_day
            if s.from_day <= s.to_day
            else t >= s.from_day or t <= s.to_day
            for s in seasons
        )
        or not seasons
        for t in texts
    ]
    assert next_in_season(seasons, EXHUMED, coming[:1]) == coming[fits.index(True)]
    assert in_season(seasons, EXHUMED, [str(coming[0])])[0] == fits[0]


def test_a_step_with_two_seasons_is_taken_in_either() -> None:
    found = next_in_season([SUMMER, WINTER], EXHUMED, days("2026-09-01", "2027-02-01"))
    assert found.tolist() == days("2026-12-15", "2027-05-01").tolist()
    held = in_season([SUMMER, WINTER], EXHUMED, ["2026-06-01", "2026-11-01", "2027-01-31"])
    assert held.tolist() == [True, False, True]


def test_a_step_without_a_season_is_taken_on_any_day() -> None:
    assert in_season([SUMMER], ("grave", "paid"), ["2026-11-01"]).tolist() == [True]


def test_a_season_is_kept_as_the_row_it_was() -> None:
    assert season_from(patch_of(WINTER)) == WINTER


def test_a_custom_that_people_here_do_not_keep_is_not_waited_for() -> None:
    assert kept([SUMMER], {EXHUMED: ["2026-06-01"] * 20}) == [SUMMER]
    assert kept([SUMMER], {EXHUMED: ["2026-06-01"] * 17 + ["2026-11-01"] * 3}) == []


def test_graves_moved_in_one_season_do_not_speak_against_the_other() -> None:
    past = {EXHUMED: ["2026-06-01"] * 17 + ["2026-12-20"] * 3}
    assert kept([SUMMER, WINTER], past) == [SUMMER, WINTER]


def test_a_season_of_law_stands_whoever_breaks_it() -> None:
    law = replace(SUMMER, basis="law")
    assert kept([law], {EXHUMED: ["2026-11-01"] * 20}) == [law]


def test_with_few_graves_moved_the_custom_stands() -> None:
    assert kept([SUMMER], {EXHUMED: ["2026-12-01"] * 19}) == [SUMMER]
    assert kept([SUMMER], {}) == [SUMMER]
