import pytest

from clearance.rules.records.agenda import end_of_week, heading, sorted_by_heading

TODAY = "2026-11-20"  # a Friday


def _row(
    due: str | None = None, step: str | None = "notified", stuck: int = 0
) -> dict[str, object]:
    return {"is_stuck": stuck, "next_step": step, "due_on": due, "late_from": due}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row("2026-11-19"), "late"),
        (_row("2026-11-20"), "today"),
        (_row("2026-11-22"), "week"),
        (_row("2026-11-23"), "later"),
        (_row(None), "later"),
        (_row("2026-11-19", stuck=1), "stuck"),
        (_row("2026-11-19", step="plan_drafted"), "waiting"),
        (_row("2026-11-19", step=None), "waiting"),
    ],
)
def test_a_case_is_read_under_what_stops_it_then_who_acts_then_when(
    row: dict[str, object], expected: str
) -> None:
    assert heading("household", row, "cadre", TODAY) == expected


def test_a_new_date_takes_no_case_from_under_late() -> None:
    row = _row("2026-12-24") | {"late_from": "2026-11-10"}
    assert heading("household", row, "cadre", TODAY) == "late"


def test_a_week_ends_on_its_sunday() -> None:
    assert end_of_week("2026-11-20") == "2026-11-22"
    assert end_of_week("2026-11-22") == "2026-11-22"
    assert end_of_week("2026-11-23") == "2026-11-29"


def test_sorting_keeps_every_row_and_its_order() -> None:
    rows = [_row("2026-11-01"), _row("2026-11-20"), _row("2026-11-02")]
    found = sorted_by_heading("household", rows, "cadre", TODAY)
    assert found["late"] == [rows[0], rows[2]]
    assert sum(map(len, found.values())) == len(rows)
