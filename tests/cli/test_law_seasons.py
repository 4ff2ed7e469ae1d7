"""Seasons by `flask law`: a project's own beside or over the shipped one, every fault named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.record.replay import differences
from clearance.store import Store
from clearance.store.cases.law import load_law
from clearance.store.journal import meta
from tests.cli.test_law import assert_refused

Run = Callable[..., Result]
SEASON = """
[[season]]
code = "grave.exhumed.custom"
subject = "grave"
step = "exhumed"
from_day = "11-15"
to_day = "02-28"
basis = "custom"
source = "Hỏi già làng xã A"
"""


@pytest.fixture
def store(app: Flask, run: Run) -> Store:
    """An office that has just begun."""
    assert run("init").exit_code == 0
    kept: Store = app.extensions["clearance"].store
    return kept


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file with a season that the people of one commune keep."""
    file = tmp_path / "mua.toml"
    file.write_text(SEASON, encoding="utf-8")
    return file


def test_an_office_records_a_season_of_its_own_over_the_shipped_one(
    store: Store, run: Run, rows: Path
) -> None:
    project = meta.project_uid(store)
    assert store.value("SELECT COUNT(*) FROM season") == len(load_law(store, project).seasons) == 1
    told = run("law", "diff", rows).output
    assert "season grave.exhumed.custom: Hỏi già làng xã A" in told
    assert "Dự báo và việc cần gỡ sẽ tính lại ngay theo mùa mới." in told
    assert "Đã ghi 1 dòng" in run("law", "apply", rows).output
    (season,) = load_law(store, project).seasons
    assert (season.from_day, season.to_day, season.is_verified) == ("11-15", "02-28", False)
    assert "Không có dòng nào mới" in run("law", "apply", rows).output
    assert differences(store) == []


def test_an_office_of_before_seasons_keeps_the_shipped_one_beside_its_new_one(
    store: Store, run: Run, rows: Path
) -> None:
    with store.atomic():
        store.run("DELETE FROM season")
    before = store.value("SELECT COUNT(*) FROM term")
    rows.write_text(SEASON.replace('custom"\nsub', 'dao"\nsub'), encoding="utf-8")
    assert "Đã ghi 1 dòng" in run("law", "apply", rows).output
    law = load_law(store, meta.project_uid(store))
    assert [row.code for row in law.seasons] == ["grave.exhumed.custom", "grave.exhumed.dao"]
    assert store.value("SELECT COUNT(*) FROM term") == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"11-15"', '"02-29"', "[[season]], dòng 1, cột from_day: “02-29” Giá trị không đúng kiểu"),
        ('"02-28"', '"13-01"', "cột to_day: “13-01”"),
        ('"02-28"', "2026-02-28", 'theo mẫu "10-01"; thay 29/2 bằng "02-28"'),
        (
            'step = "exhumed"',
            'step = "ghost"',
            "cột step: “ghost” Giá trị không có trong quy trình",
        ),
        ('"grave"', '"ghost"', "cột subject: “ghost”"),
        ('basis = "custom"', 'basis = "plan"', "Chọn một trong: law, custom"),
        ('source = "Hỏi già làng xã A"', "", "cột source: Thiếu trường bắt buộc"),
        ("from_day", "from", "cột from: Trường lạ"),
        (SEASON, SEASON + SEASON, "[[season]], dòng 2, cột code: “grave.exhumed.custom” Mã này"),
    ],
)
def test_every_fault_of_a_season_is_named_and_nothing_is_kept(
    store: Store, run: Run, rows: Path, old: str, new: str, told: str
) -> None:
    rows.write_text(SEASON.replace(old, new), encoding="utf-8")
    assert_refused(store, run, rows, told)
