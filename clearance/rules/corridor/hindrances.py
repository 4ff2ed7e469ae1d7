"""Why a case cannot be cleared yet, and how many steps it still has to go.

A hindrance does not say that the law forbids anything: it says that no cadre can clear the
ground this week, so a plan that counts on it would be a wish.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.texts import N_
from clearance.rules.procedure.case_facts import traits_of
from clearance.rules.procedure.main_lines import line_of
from clearance.rules.procedure.seasons import Season, in_season
from clearance.rules.procedure.steps import find_step

Case = Mapping[str, Any]
#: Steps of a grave that wait for the season.
_SEASONAL = ("date_set", "exhumed")
_EXHUMED = ("grave", "exhumed")


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason: code, words, and whether it applies to a case on a day under some seasons."""

    code: str
    vi: str
    en: str
    stands: Callable[[Case, str, Iterable[Season]], bool]


def is_grave_season(seasons: Iterable[Season], day: str) -> bool:
    """Whether families open graves on that day of the year (YYYY-MM-DD)."""
    return bool(in_season(seasons, _EXHUMED, [day])[0])


def _waits_for_season(case: Case, day: str, seasons: Iterable[Season]) -> bool:
    is_due = case["subject"] == "grave" and case["next_step"] in _SEASONAL
    return is_due and not is_grave_season(seasons, day)


def _has_no_plot(case: Case, _day: str, _seasons: Iterable[Season]) -> bool:
    """A household that must move and has no resettlement yet (Land Law 2024 art. 91.6)."""
    if case["subject"] != "household" or not case["is_relocating"]:
        return False
    left = steps_left(case)
    return "resettled" in left


HINDRANCES = (
    Hindrance(
        "obstacle",
        N_("Đang vướng mắc"),
        "An obstacle is open",
        lambda case, _day, _seasons: bool(case["obstacle"]),
    ),
    Hindrance("no_plot", N_("Chưa có chỗ tái định cư"), "No resettlement yet", _has_no_plot),
    Hindrance(
        "grave_season", N_("Chưa đến mùa cải táng"), "Not the season for graves", _waits_for_season
    ),
)
BY_CODE = {row.code: row for row in HINDRANCES}


def hindrance(case: Case, day: str, seasons: Iterable[Season]) -> str:
    """The code of the first hindrance of a case on a day, '' for none.

    A case has `subject`, `next_step`, `kind`, `is_relocating`, `family` and `obstacle`; the
    seasons are those of its project's law.
    """
    return next((row.code for row in HINDRANCES if row.stands(case, day, seasons)), "")


def steps_left(case: Case) -> tuple[str, ...]:
    """The steps of the case's line from the next one to the one that frees the ground."""
    line = line_of(case["subject"], traits_of(case["subject"], case))
    codes = line.steps if line else ()
    if case["next_step"] not in codes:
        return ()
    rest = codes[codes.index(case["next_step"]) :]
    freeing = [n for n, code in enumerate(rest) if _frees(case["subject"], code)]
    return rest[: freeing[0] + 1] if freeing else ()


def effort(case: Case) -> int:
    """How far a case is from handing over its ground, in steps of its line; at least one."""
    return max(len(steps_left(case)), 1)


def _frees(subject: str, code: str) -> bool:
    step = find_step(subject, code)
    return bool(step and step.frees)
