"""Templates of lists: made from the table of fields, read back by the same."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from clearance.exchange.lists.row_skipping import EXAMPLE
from clearance.exchange.plans.templates import TABLES, is_list, template
from tests.exchange.papers import write_book
from tests.exchange.road.test_packages import KNOWN
from tests.exchange.taking import by_subject, plan_of

LISTS = [name for name, table in TABLES.items() if is_list(table)]


def sheets(target: str) -> dict[str, list[list[Any]]]:
    book = load_workbook(BytesIO(template(target)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("target", TABLES)
def test_every_column_is_described_with_its_meaning(target: str):
    rows = sheets(target)["Ý nghĩa cột"]
    table = TABLES[target]
    described = {row[0]: row for row in rows[2:]}
    assert list(described) == [column.vi for column in table.columns]
    for column in table.columns:
        row = described[column.vi]
        assert row[1] == ("có" if column.required else "")
        assert column.field in ("ordinal", "note") or row[2] or not is_list(table)


@pytest.mark.parametrize("target", LISTS)
def test_the_example_row_is_no_entry_and_the_headers_are_all_known(target: str, tmp_path: Path):
    path = tmp_path / f"{target}.xlsx"
    path.write_bytes(template(target))
    plan = plan_of(target, path, KNOWN)
    assert plan.faults == []
    assert plan.changes == []
    left = {out["why"]: out["rows"] for out in plan.account["left_out"]}
    assert left[EXAMPLE] == "2"
    first = [cell for cell in plan.columns if cell.text]
    assert [cell.field for cell in first] == [c.field for c in TABLES[target].columns]
    assert plan.account["rows"] == plan.account["read"] + sum(
        left["count"] for left in plan.account["left_out"]
    )


def filled(path: Path, target: str, mark: str, **more: str) -> Path:
    """The template with the example's mark replaced, some cells written over."""
    head, row = sheets(target)["Danh sách"][:2]
    named = {c.vi: c.field for c in TABLES[target].columns}
    values = [more.get(named[name], value) for name, value in zip(head, row, strict=True)]
    return write_book(path, [head, [mark, *values[1:]]])


def test_the_example_without_its_mark_is_a_row_as_any_other(tmp_path: Path):
    path = filled(tmp_path / "a.xlsx", "packages", "1", alignment_code="")
    plan = plan_of("packages", path, KNOWN)
    assert plan.faults == []
    (change,) = by_subject(plan)["package"]
    assert (change.patch["code"], change.patch["chainage_to_m"]) == ("XL01", 8200)


def test_an_example_somebody_wrote_over_is_asked_about(tmp_path: Path):
    path = filled(tmp_path / "a.xlsx", "packages", "Ví dụ", contractor="Công ty Sông Gió")
    (fault,) = plan_of("packages", path, KNOWN).faults
    assert (fault.row, fault.value) == (2, "Ví dụ")
    assert "đã bị sửa" in fault.message


def test_choices_are_offered_in_the_words_of_the_field():
    described = {row[0]: row for row in sheets("graves")["Ý nghĩa cột"]}
    assert described["Loại mộ"][5] == "mộ đất, mộ xây, lăng mộ"
    assert described["Phía"][5] == "trái, phải, hai bên"
