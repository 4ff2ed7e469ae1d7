"""Rows of the law as changes carry them: read from the state, checked before they are kept."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from clearance.rules.basics.calendars import Calendar
from clearance.rules.basics.days import parse_day
from clearance.rules.procedure.case_facts import TRAITS
from clearance.rules.procedure.law import Law, Regime, Term
from clearance.rules.procedure.seasons import Season
from clearance.rules.procedure.steps import find_step, steps_of

Row = Mapping[str, Any]
#: Subjects whose rows make up the law.
LAW_SUBJECTS = ("regime", "term", "season", "calendar_year")
_LISTS = ("counted_from", "regimes")
#: Traits a period may ask for: those of a case, and having been through persuasion.
_TRAITS = ("", *TRAITS, "persuaded")


def regime_from(row: Row) -> Regime:
    """The regime a row of the state holds."""
    return Regime(**_fields_of(Regime, row))


def term_from(row: Row) -> Term:
    """The period a row of the state holds."""
    lists = {name: tuple(json.loads(row[name] or "[]")) for name in _LISTS}
    return Term(**_fields_of(Term, row) | lists | {"trait": row["trait"] or ""})


def season_from(row: Row) -> Season:
    """The season a row of the state holds."""
    return Season(**_fields_of(Season, row))


def _fields_of(kind: type[Regime | Term | Season], row: Row) -> dict[str, Any]:
    known = {f.name: row[f.name] for f in fields(kind)}
    return known | {"is_verified": bool(row["is_verified"])}


def calendar_from(rows: Iterable[Row]) -> Calendar:
    """The calendar that the rows of all years make together."""
    years = list(rows)
    return Calendar(
        frozenset(day for row in years for day in json.loads(row["days"] or "[]")),
        frozenset(int(row["code"]) for row in years if row["is_confirmed"]),
        frozenset(day for row in years for day in json.loads(row["ethnic_days"] or "[]")),
    )


def patch_of(row: Regime | Term | Season) -> dict[str, Any]:
    """The fields of a regime, a period or a season as a change carries them."""
    values = {f.name: getattr(row, f.name) for f in fields(row)}
    values |= {name: json.dumps(list(values[name])) for name in _LISTS if name in values}
    return values | {"is_verified": int(row.is_verified)}


def year_patch(year: int, days: Iterable[str], *, is_confirmed: bool) -> dict[str, Any]:
    """The fields of one year's days off (YYYY-MM-DD), confirmed by staff or only prefilled."""
    return {"code": str(year), "days": json.dumps(sorted(days)), "is_confirmed": int(is_confirmed)}


def wrong_law_field(subject: str, patch: Row) -> str:
    """The first field of a law row that names what does not exist, '' when all is well."""
    return next(wrong_law_fields(subject, patch), "")


def wrong_law_fields(subject: str, patch: Row) -> Iterator[str]:
    """Every such field; the values are known to be of the right kinds."""
    checks = _CHECKS.get(subject, ())
    return (name for name, fits in checks if name in patch and not fits(patch))


def _list(text: Any) -> list[Any] | None:
    found = json.loads(text) if text else []
    return found if isinstance(found, list) else None


def _is_known_step(patch: Row) -> bool:
    return "subject" not in patch or find_step(patch["subject"], patch["step"]) is not None


def _counts_from_steps(patch: Row) -> bool:
    names = _list(patch["counted_from"])
    known = {s.code for s in steps_of(patch.get("subject", ""))}
    return names is not None and ("subject" not in patch or set(map(str, names)) <= known)


def _names_texts(patch: Row) -> bool:
    names = _list(patch["regimes"])
    return names is not None and all(isinstance(name, str) for name in names)


def _is_year(patch: Row) -> bool:
    return len(patch["code"]) == 4 and patch["code"].isdecimal() and patch["code"].isascii()


def _days_of(name: str) -> Callable[[Row], bool]:
    def fits(patch: Row) -> bool:
        days = _list(patch[name])
        year = patch.get("code", "")
        return days is not None and all(_is_day(day, year) for day in days)

    return fits


def _is_day(day: Any, year: str) -> bool:
    return isinstance(day, str) and parse_day(day) is not None and day.startswith(year)


def _ends_before_it_begins(patch: Row) -> bool:
    return bool(patch["until_on"]) and str(patch["until_on"]) < str(patch.get("from_on") or "")


Checks = tuple[tuple[str, Callable[[Row], bool]], ...]
_ON_A_STEP: Checks = (
    ("subject", lambda patch: bool(steps_of(patch["subject"]))),
    ("step", _is_known_step),
)
_CHECKS: dict[str, Checks] = {
    "regime": (("until_on", lambda patch: not _ends_before_it_begins(patch)),),
    "term": (
        *_ON_A_STEP,
        ("length", lambda patch: 0 <= patch["length"] <= 3660),
        ("trait", lambda patch: (patch["trait"] or "") in _TRAITS),
        ("counted_from", _counts_from_steps),
        ("regimes", _names_texts),
    ),
    "season": _ON_A_STEP,
    "calendar_year": (
        ("code", _is_year),
        ("days", _days_of("days")),
        ("ethnic_days", _days_of("ethnic_days")),
    ),
}


def rows_as_patches(law: Law) -> Iterator[tuple[str, Row]]:
    """Subject and fields of each regime, period and season of a law, regimes first."""
    for subject, rows in (("regime", law.regimes), ("term", law.terms), ("season", law.seasons)):
        yield from ((subject, patch_of(row)) for row in rows)
