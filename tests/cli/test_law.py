"""`flask law`: see what new rows change, apply them whole or not at all, prepare a year's days."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.record import record, record_all
from clearance.record.replay import differences
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.cases.deadlines import find_open
from clearance.store.cases.law import load_law
from clearance.store.journal import meta
from tests.given import NOW

Run = Callable[..., Result]
DECREE = """
[[regime]]
code = "R27"
vi = "Nghị định giả định"
en = "Invented decree"
from_on = 2026-11-01
source = "Nghị định giả định 1/2026"

[[term]]
code = "R27.household.inventoried"
subject = "household"
step = "inventoried"
kind = "within"
counted_from = ["notified"]
length = 15
unit = "working_days"
regimes = ["R27"]
basis = "law"
source = "Nghị định giả định 1/2026"
is_verified = true
"""


@pytest.fixture
def decree(tmp_path: Path) -> Path:
    """A new decree as a file of rows."""
    file = tmp_path / "nghi-dinh.toml"
    file.write_text(DECREE, encoding="utf-8")
    return file


@pytest.fixture
def store(app: Flask, run: Run) -> Store:
    """An office with one household that has had its notice."""
    assert run("init").exit_code == 0
    kept: Store = app.extensions["clearance"].store
    a_noticed_household(kept, "h")
    return kept


def a_noticed_household(store: Store, uid: str) -> None:
    """A household that had its notice under the law of November 2026."""
    project, admin = meta.project_uid(store), store.value("SELECT uid FROM person")
    unit, area = f"u-{uid}", {"person_uid": admin, "unit_uid": f"u-{uid}"}
    rows = {
        ("unit", unit): {"code": unit, "name": "Xã thử", "kind": "commune"},
        ("scope", f"s-{uid}"): area,
        ("household", uid): {"code": uid.upper(), "unit_uid": unit, "holder_uid": admin},
    }
    new = [Change(*key, "registered", row, project_uid=project) for key, row in rows.items()]
    record_all(store, new, TERMINAL, NOW)
    told = Change("household", uid, "notified", project_uid=project, happened_on="2026-11-09")
    assert record(store, told, Who(admin, "admin", "office"), NOW).reason is None


def assert_refused(store: Store, run: Run, file: Path, told: str) -> None:
    """The whole file is refused with those words and nothing of it recorded."""
    before = store.value("SELECT COUNT(*) FROM change")
    done = run("law", "apply", file)
    assert done.exit_code == 1
    assert told in done.output
    assert store.value("SELECT COUNT(*) FROM change") == before


def test_a_fresh_office_has_the_shipped_law_and_two_years_to_confirm(store: Store) -> None:
    project = meta.project_uid(store)
    law = load_law(store, project)
    assert [regime.code for regime in law.regimes] == ["R13", "R24", "R25", "R26"]
    assert store.value("SELECT COUNT(*) FROM term") == len(law.terms)
    years = store.query("SELECT code, is_confirmed FROM calendar_year ORDER BY code")
    assert [tuple(row.values()) for row in years] == [("2026", 0), ("2027", 0)]


def test_an_office_of_before_ends_were_kept_knows_them_too(store: Store, run: Run) -> None:
    with store.atomic():
        store.run("UPDATE regime SET until_on = NULL, until_source = NULL")
    law = load_law(store, meta.project_uid(store))
    assert [r.until_on for r in law.regimes] == [None, None, "2027-02-28", "2027-02-28"]
    assert "Không có dòng nào mới" in run("law", "diff").output


def test_a_law_that_is_prolonged_is_one_row_of_a_file(
    store: Store, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "gia-han.toml"
    row = next(r for r in load_law(store, meta.project_uid(store)).regimes if r.code == "R26")
    words = {"code": "R26", "vi": row.vi, "en": row.en, "source": "Văn bản giả định"}
    lines = [f'{name} = "{text}"' for name, text in words.items()]
    days = ["from_on = 2026-01-01", "until_on = 2028-12-31"]
    file.write_text("\n".join(["[[regime]]", *lines, *days]), "utf-8")
    assert "Đã ghi 1 dòng" in run("law", "apply", file).output
    assert "Không có dòng nào mới" in run("law", "apply", file).output
    assert differences(store) == []
    file.write_text(file.read_text("utf-8").replace("2028-12-31", "2025-12-31"), "utf-8")
    assert_refused(store, run, file, "cột until_on")


def test_nothing_is_new_while_the_shipped_law_stands(store: Store, run: Run) -> None:
    assert "Không có dòng nào mới" in run("law", "diff").output


def test_a_new_decree_shows_the_open_cases_it_would_change(
    store: Store, run: Run, decree: Path
) -> None:
    before = store.value("SELECT COUNT(*) FROM change")
    told = run("law", "diff", decree).output
    assert "regime R27" in told
    assert "tính khác nếu mở lại hôm nay: 1" in told
    assert "H inventoried: hạn 2026-12-09 → 2026-12-01" in told
    assert store.value("SELECT COUNT(*) FROM change") == before


def test_applied_it_moves_nothing_computed_and_counts_for_new_clocks(
    store: Store, run: Run, decree: Path
) -> None:
    before = find_open(store, "h")
    assert "Đã ghi 2 dòng" in run("law", "apply", decree).output
    assert find_open(store, "h") == before
    a_noticed_household(store, "h2")
    clock = find_open(store, "h2")
    assert clock
    assert (clock["due_on"], clock["regime"], clock["length"]) == ("2026-12-01", "R27", 15)
    assert differences(store) == []
    assert "Không có dòng nào mới" in run("law", "apply", decree).output


def test_a_row_that_is_known_is_revised(store: Store, run: Run, decree: Path) -> None:
    run("law", "apply", decree)
    decree.write_text(DECREE.replace("length = 15", "length = 12"), encoding="utf-8")
    assert "Đã ghi 1 dòng" in run("law", "apply", decree).output
    rows = store.query("SELECT length FROM term WHERE code LIKE 'R27%'")
    assert [row["length"] for row in rows] == [12]


def test_an_office_without_rows_gets_the_shipped_ones_with_the_new(
    app: Flask, run: Run, decree: Path
) -> None:
    store = app.extensions["clearance"].store
    project = Change("project", "p", "registered", {"code": "X", "name": "X"}, project_uid="p")
    record_all(store, [project], TERMINAL, NOW)
    assert run("law", "apply", decree).exit_code == 0
    assert [r.code for r in load_law(store, "p").regimes] == ["R13", "R24", "R25", "R26", "R27"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "length = 15",
            'length = "x"',
            "[[term]], dòng 1, cột length: “x” Giá trị không đúng kiểu",
        ),
        ('"within"', '"soon"', "Chọn một trong: within, wait, expires"),
        ('step = "inventoried"', 'step = "ghost"', "cột step: “ghost”"),
        ('["R27"]', '["R99"]', "cột regimes: “R99” Chế độ pháp luật này chưa có"),
        ('["notified"]', '"notified"', "cột counted_from"),
        ('basis = "law"', "", "cột basis: Thiếu trường bắt buộc"),
        ('basis = "law"', 'basis = "law"\ncolour = 1', "cột colour: Trường lạ"),
        ("2026-11-01", '"1/11/2026"', "Ghi ngày theo mẫu 2026-01-31"),
        ("[[regime]]", "[[decree]]", "cột decree: Tên bảng lạ"),
        ("[[term]]", "[[term", "Tệp không đọc được theo mẫu TOML"),
        (DECREE, "", "Tệp không có dòng nào trong [[regime]], [[term]], [[season]]"),
        (DECREE, DECREE + DECREE, "Mã này đã có ở dòng trên"),
    ],
)
def test_every_fault_of_a_file_is_named_and_nothing_is_kept(
    store: Store, run: Run, decree: Path, old: str, new: str, told: str
) -> None:
    decree.write_text(DECREE.replace(old, new), encoding="utf-8")
    assert_refused(store, run, decree, told)


def test_a_years_days_off_are_prepared_corrected_and_confirmed(store: Store, run: Run) -> None:
    told = run("law", "holidays", 2028, "--add", "2028-05-02", "--drop", "2028-05-01").output
    assert "Chưa xác nhận" in told
    days = store.value("SELECT days FROM calendar_year WHERE code = '2028'")
    assert "2028-05-02" in days
    assert "2028-05-01" not in days
    assert "Đã xác nhận" in run("law", "holidays", 2028, "--confirm").output
    assert store.value("SELECT days FROM calendar_year WHERE code = '2028'") == days
    assert 2028 in load_law(store, meta.project_uid(store)).calendar.confirmed_years


def test_a_day_of_another_year_is_refused(store: Store, run: Run) -> None:
    done = run("law", "holidays", 2028, "--add", "2027-05-02", "--drop", "x")
    assert done.exit_code == 1
    assert "“2027-05-02” không phải một ngày của năm 2028" in done.output
    assert "“x”" in done.output


def test_without_a_project_there_is_no_law_to_change(run: Run) -> None:
    assert run("law", "diff").exit_code == 1


def test_clocks_of_an_older_version_are_counted_from_the_journal(store: Store, run: Run) -> None:
    with store.atomic():
        store.run("DELETE FROM deadline")
        store.run("UPDATE household SET due_on = '2020-01-01'")
    assert differences(store) != []
    assert "Đã tính lại 1 hạn" in run("law", "recount").output
    assert differences(store) == []
