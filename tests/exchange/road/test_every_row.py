"""Whatever the list, each of its rows is planned, named in a fault, or left out with why."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.papers import write_text
from tests.exchange.road.test_packages import KNOWN as ROAD
from tests.exchange.road.test_things import KNOWN
from tests.exchange.taking import applied, plan_of

FOLDER = Path(mkdtemp(prefix="clearance-rows-"))
HEADS = {
    "packages": ["STT", "Mã gói thầu", "Nhà thầu", "Lý trình đầu", "Lý trình cuối"],
    "segments": ["STT", "Mã đoạn", "Gói thầu", "Lý trình đầu", "Lý trình cuối"],
    "structures": ["STT", "Mã nhà", "Mã hộ", "Lý trình đầu", "Lý trình cuối"],
    "utilities": ["STT", "Mã công trình", "Loại", "Lý trình đầu", "Lý trình cuối"],
}
SUBJECT = {"packages": "package", "segments": "segment", "structures": "structure",
           "utilities": "utility"}  # fmt: skip
STATIONS = st.one_of(
    st.sampled_from(["", "Km1+000", "2+500", "3.250", "4.5", "12345", "Km99+000", "cuối tuyến"]),
    st.integers(0, 9_999).map(lambda m: f"Km{m // 1000}+{m % 1000:03d}"),
)
CODES = st.sampled_from(["", "A1", "A2", "B-3", "XL1", "HD-1", "Tổng cộng", "Người lập biểu"])
WORDS = st.sampled_from(["", "XL1", "XL2", "HD-1", "Cột điện", "Công ty Sông Gió"])
ROWS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "", "Ví dụ", "I"]), CODES, WORDS, STATIONS, STATIONS),
    max_size=12,
)


def packaged() -> Any:
    rows = [
        HEADS["packages"],
        [1, "XL1", "", "Km0+000", "Km4+000"],
        [2, "XL2", "", "Km4+000", "Km8+000"],
    ]
    return applied(plan_of("packages", write_text(FOLDER / "known.csv", rows), ROAD), ROAD)


KNOWN_BY = {"packages": ROAD, "segments": packaged(), "structures": KNOWN, "utilities": KNOWN}


@given(st.sampled_from(list(HEADS)), ROWS)
@settings(deadline=None, max_examples=150)
def test_rows_in_are_rows_planned_and_rows_named(target: str, rows: list[tuple[str, ...]]):
    path = write_text(FOLDER / "list.csv", [HEADS[target], *rows])
    plan = plan_of(target, path, KNOWN_BY[target])
    account = plan.account
    assert account["rows"] == account["read"] + sum(left["count"] for left in account["left_out"])
    if plan.faults:
        assert plan.changes == []
        return
    subject = SUBJECT[target]
    planned = plan.new[subject] + plan.changed[subject] + plan.unchanged[subject]
    assert planned == account["read"]
    registered = [c for c in plan.changes if c.fact == "registered"]
    assert len({c.subject_uid for c in registered}) == len(registered) == plan.new[subject]


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_a_row_that_is_read_and_not_planned_has_a_fault_of_its_own(rows: list[tuple[str, ...]]):
    path = write_text(FOLDER / "list.csv", [HEADS["utilities"], *rows])
    plan = plan_of("utilities", path, KNOWN)
    faulty = {f.row for f in plan.faults if f.row}
    planned = plan.new["utility"]
    assert planned + len(faulty) >= plan.account["read"]
