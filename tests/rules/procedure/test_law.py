"""The regimes: which one governs a clock, and what the shipped rows say of themselves."""

from collections import Counter
from dataclasses import replace

import pytest

from clearance.rules.procedure.law import (
    BASES,
    KINDS,
    UNITS,
    Law,
    Regime,
    Term,
    ending,
    regime_of,
    regime_on,
)
from clearance.rules.procedure.law_shipped import (
    SHIPPED_LAW,
    SHIPPED_REGIMES,
    SHIPPED_TERMS,
    with_end,
)
from clearance.rules.procedure.main_lines import LINES
from clearance.rules.procedure.steps import STEPS, main_line

CODES = {row.code for row in SHIPPED_REGIMES}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2010-01-01", "R13"),
        ("2014-07-01", "R13"),
        ("2024-07-31", "R13"),
        ("2024-08-01", "R24"),
        ("2025-06-30", "R24"),
        ("2025-07-01", "R25"),
        ("2025-12-31", "R25"),
        ("2026-01-01", "R26"),
        ("2030-01-01", "R26"),
    ],
)
def test_a_regime_ends_the_day_before_the_next_begins(day: str, code: str) -> None:
    assert regime_on(SHIPPED_LAW, day).code == code


ENDS = {"R25": "Nghị định 151/2025/NĐ-CP", "R26": "Chương IV Nghị định 49/2026/NĐ-CP"}
AFTER = Regime("R27", "Luật mới", "New law", "2027-03-01", "Văn bản giả định", is_verified=False)


@pytest.mark.parametrize(
    ("today", "told"),
    [("2026-11-29", {}), ("2026-11-30", ENDS), ("2027-02-28", ENDS), ("2027-03-01", ENDS)],
)
def test_a_law_that_ends_is_told_from_ninety_days_before(today: str, told: dict[str, str]) -> None:
    found = ending(SHIPPED_LAW, today)
    assert {code: row.ends for code, row in found.items()} == told
    assert {row.until_on for row in found.values()} <= {"2027-02-28"}


@pytest.mark.parametrize(
    ("from_on", "until_on", "told"),
    [
        ("2027-03-01", None, {}),
        ("2027-01-01", None, {}),
        ("2027-03-02", None, ENDS),
        ("2027-01-01", "2027-12-31", {}),
    ],
)
def test_nothing_ends_where_the_law_after_it_is_known(
    from_on: str, until_on: str | None, told: dict[str, str]
) -> None:
    following = replace(AFTER, from_on=from_on, until_on=until_on)
    law = replace(SHIPPED_LAW, regimes=(*SHIPPED_REGIMES, following))
    assert ending(law, "2027-02-01").keys() == told.keys()


def test_a_row_of_before_ends_were_kept_has_the_known_end_and_a_longer_one_stays() -> None:
    shipped = SHIPPED_REGIMES[-1]
    assert with_end(replace(shipped, until_on=None, until_source=None)) == shipped
    longer = replace(shipped, until_on="2027-12-31")
    assert with_end(longer) == longer
    assert with_end(AFTER) == AFTER


def test_the_order_in_which_rows_come_does_not_matter() -> None:
    law = Law(tuple(reversed(SHIPPED_REGIMES)), (), SHIPPED_LAW.calendar)
    assert regime_on(law, "2025-08-01").code == "R25"
    assert law.terms_of("household", "paid", "within") == ()


def test_a_plan_approved_before_the_new_text_keeps_the_old_law() -> None:
    dates = {"notified": "2023-05-05", "plan_approved": "2024-07-20"}
    assert regime_of(SHIPPED_LAW, dates, "2024-08-15").code == "R13"
    assert regime_of(SHIPPED_LAW, {"notified": "2023-05-05"}, "2024-08-15").code == "R24"


def test_a_clock_that_began_before_the_plan_is_under_the_law_of_its_own_day() -> None:
    dates = {"notified": "2025-11-03", "plan_approved": "2026-02-02"}
    assert regime_of(SHIPPED_LAW, dates, "2025-11-03").code == "R25"
    assert regime_of(SHIPPED_LAW, dates, "2026-02-02").code == "R26"


@pytest.mark.parametrize("row", SHIPPED_TERMS, ids=lambda row: row.code)
def test_a_period_names_steps_and_regimes_that_exist_and_its_source(row: Term) -> None:
    assert (row.subject, row.step) in STEPS
    assert all((row.subject, code) in STEPS for code in row.counted_from)
    assert set(row.regimes) <= CODES
    assert row.kind in KINDS
    assert row.unit in UNITS
    assert row.basis in BASES
    assert row.length >= 0
    assert row.source


def test_every_period_and_every_line_has_a_code_of_its_own() -> None:
    for rows in (SHIPPED_TERMS, SHIPPED_REGIMES, LINES):
        codes = Counter(row.code for row in rows)  # type: ignore[attr-defined]
        assert [code for code, times in codes.items() if times > 1] == []


def test_the_law_of_2013_is_marked_as_not_read_in_full() -> None:
    rows = [t for t in SHIPPED_TERMS if t.regimes == ("R13",) and t.basis == "law"]
    assert rows
    assert not any(t.is_verified for t in rows)


@pytest.mark.parametrize("line", LINES, ids=lambda row: row.code)
def test_a_line_is_made_of_steps_each_opened_by_one_before_it(line: object) -> None:
    rows = main_line(line.subject, line)  # type: ignore[attr-defined]
    reached: set[str] = set()
    for step in rows:
        assert not step.after or reached & set(step.after), step.code
        reached.add(step.code)
