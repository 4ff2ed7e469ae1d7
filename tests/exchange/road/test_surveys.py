"""Lists of surveys: each row a declaration, every fault by its cell, the same file no change."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from clearance.exchange.plans.plan import Plan, Snapshot
from clearance.exchange.plans.snapshot import snapshot_of
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.corridor import surveys
from tests.exchange.drawings import SNAPSHOT
from tests.exchange.papers import write_book
from tests.exchange.taking import by_subject, plan_of
from tests.given import NOW, OFFICE, a_change, by

ROAD = {"uid": "line-1", "code": "CT-1", "kind": None, "shape": None}
KNOWN = replace(SNAPSHOT, alignments=[ROAD])
HEAD = ["STT", "Loại", "Lý trình đầu", "Lý trình cuối", "Kết quả", "Ngày khảo sát"]
GRAVES = [1, "Mộ", "Km0+000", "Km4+000", "Không có", "15/11/2026"]
HOUSES = [2, "Nhà, công trình", "0+000", "10+000", "Đã nhập", ""]
LAND = [3, "Thửa đất", "Km0", "Km10", "Đã nhập", "01/11/2026"]


def listed(path: Path, *rows: list[Any], at: Snapshot = KNOWN) -> Plan:
    return plan_of("surveys", write_book(path, [HEAD, *rows]), at)


def faults_of(plan: Plan) -> str:
    return "\n".join(fault.text() for fault in plan.faults)


def test_each_row_is_a_declaration_with_its_day(tmp_path: Path) -> None:
    plan = listed(tmp_path / "a.xlsx", GRAVES, HOUSES, LAND)
    assert plan.faults == []
    first, second, third = by_subject(plan)["survey"]
    assert first.patch == {
        "alignment_uid": "line-1", "kind": "grave", "chainage_from_m": 0, "chainage_to_m": 4000,
        "result": "none",
    }  # fmt: skip
    assert (first.happened_on, second.happened_on) == ("2026-11-15", None)
    assert (second.patch["kind"], second.patch["result"]) == ("structure", "brought_in")
    assert third.patch["kind"] == "parcel"


def test_every_fault_is_told_by_its_cell(tmp_path: Path) -> None:
    rows = [
        [1, "Cây", "Km0", "Km1", "Đã nhập", ""],
        [2, "Mộ", "Km2", "Km1", "Đã nhập", ""],
        [3, "Mộ", "Km8", "Km80", "Đã nhập", ""],
        [4, "Thửa đất", "Km0", "Km1", "Không có", ""],
        [5, "Mộ", "Km0", "Km1", "", ""],
        [6, "Mộ", "Km4", "Km5", "Không có", ""],
        [7, "Nhà", "Km4", "Km5", "Đã nhập", ""],
        [8, "Nhà", "Km4", "Km5", "Đã nhập", ""],
    ]
    grave = {"code": "M-7", "alignment_uid": "line-1", "chainage_from_m": 4500,
             "chainage_to_m": 4503, "parts": None}  # fmt: skip
    afar = grave | {"code": "M-8", "chainage_from_m": None, "chainage_to_m": None}
    plan = listed(tmp_path / "a.xlsx", *rows, at=replace(KNOWN, graves=[afar, grave]))
    told = faults_of(plan)
    assert plan.changes == []
    for words in (
        "không có trong danh mục",
        "lý trình đầu lớn hơn lý trình cuối",
        "nằm ngoài tim tuyến",
        "thửa đất không khai là không có được",
        "ghi loại và kết quả khảo sát",
        "M-7",
        "giống hệt dòng 8",
    ):
        assert words in told, words


def test_the_same_list_again_changes_nothing_and_one_withdrawn_is_declared_anew(
    store: Store, tmp_path: Path
) -> None:
    def bring(name: str) -> Plan:
        plan = listed(tmp_path / name, GRAVES, HOUSES, at=snapshot_of(store))
        record_all(store, plan.accepted(), TERMINAL, NOW)
        return plan

    assert bring("a.xlsx").new == {"survey": 2}
    assert [row["kind"] for row in surveys.list_declared(store, "al")] == ["grave", "structure"]
    again = bring("b.xlsx")
    assert (again.new, again.unchanged, again.changes) == ({}, {"survey": 2}, [])
    (grave,) = (row for row in surveys.list_all(store, "al") if row["kind"] == "grave")
    assert grave["declared_on"] == "2026-11-15"
    gone = a_change("survey", grave["uid"], "withdrawn", why="Chưa đi hết")
    assert by(OFFICE, store, gone).is_accepted
    assert bring("c.xlsx").new == {"survey": 1}
    assert len(surveys.list_declared(store, "al")) == 2
