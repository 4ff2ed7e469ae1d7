"""The faults put in by `make mutants`, the sample of them, and who is asked."""

import ast
from pathlib import Path

import pytest

from tests.house.plan import ROOT
from tests.mutants.mutations import Mutation, list_mutations
from tests.mutants.results import KILLED, SURVIVED, Result, add_result, read_results, shares
from tests.mutants.sample import ROOMS, sample
from tests.mutants.selection import rounds_of
from tests.mutants.tree import faulty


def faults(source: str) -> set[str]:
    """Every faulty text of a source."""
    code = source.encode()
    return {m.applied(code).decode() for m in list_mutations("a.py", code)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", {"x = (a <= b)"}),
        ("x = a in b and c", {"x = (a not in b) and c", "x = (a in b or c)"}),
        ("x = not a", {"x = (a)"}),
        ("x = True", {"x = (False)"}),
        ("x = a + b", {"x = (a - b)"}),
        ("x = 7", {"x = (8)"}),
        ("x = a if b else c", {"x = a if (not b) else c"}),
        ("x = [a for a in b if c]", {"x = [a for a in b if (not c)]"}),
        ("f(x)", {"pass"}),
        ("x.y = z", {"pass"}),
        ("def f():\n    return x", {"def f():\n    return None"}),
        ("ngày = 'Đặng' ; x = a < b", {"ngày = 'Đặng' ; x = (a <= b)"}),
    ],
)
def test_each_kind_of_fault_changes_one_place(source: str, expected: set[str]) -> None:
    assert faults(source) == expected


@pytest.mark.parametrize(
    "source",
    ["'''Words.'''", "def f(a: int = x) -> 'list[1]': ...", "@cached(1)\ndef f(): ...", "import a",
     "assert a < 1", "if TYPE_CHECKING:\n    x = 1", "class A(Protocol):\n    x = 1", "x = 'a'"],
)  # fmt: skip
def test_words_annotations_and_decorators_are_left_alone(source: str) -> None:
    assert faults(source) == set()


def test_the_name_of_a_fault_does_not_change_when_code_moves() -> None:
    code = b"def f(a):\n    return a < 1 or a < 1\n"
    moved = list_mutations("a.py", b"import x\n\n" + code)
    assert [m.key for m in moved] == [m.key for m in list_mutations("a.py", code)]
    assert len({m.key for m in moved}) == len(moved)


@pytest.fixture(scope="module")
def whole() -> list[Mutation]:
    """The fixed sample."""
    return sample(ROOT)


def test_the_sample_is_as_large_for_each_room(whole: list[Mutation]) -> None:
    assert len(whole) == 600
    assert {room: sum(f"clearance/{room}/" in m.path for m in whole) for room in ROOMS} == (
        dict.fromkeys(ROOMS, 100)
    )
    for mutation in whole:
        ast.parse(mutation.applied((ROOT / mutation.path).read_bytes()))


def test_a_short_sample_begins_a_long_one() -> None:
    short, long = (sample(ROOT, ["reports"], most) for most in (10, 40))
    assert [m.key for m in short] == [m.key for m in long[:10]]


def test_a_fault_is_put_in_and_taken_out_with_its_time(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = a < b\n")
    before = file.read_bytes(), file.stat().st_mtime_ns
    (mutation,) = list_mutations("a.py", file.read_bytes())
    with faulty(tmp_path, mutation):
        assert file.read_text() == "x = (a <= b)\n"
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_the_modules_own_tests_are_asked_first_and_none_twice() -> None:
    rounds = rounds_of(ROOT, "clearance/rules/records/lateness.py")
    assert "tests/rules/records/test_lateness.py" in rounds[0]
    assert "tests/rules/records/test_holders.py" in rounds[1]
    assert "tests/web/responsibility/test_late.py" not in rounds[0]
    every = [test for tests in rounds for test in tests]
    assert len(every) == len(set(every))


def test_every_module_of_the_sample_has_tests_to_ask(whole: list[Mutation]) -> None:
    assert [m.path for m in whole if not rounds_of(ROOT, m.path)] == []


def test_results_are_kept_line_by_line_and_counted_by_room(tmp_path: Path) -> None:
    one, two = (list_mutations(f"clearance/{r}/a.py", b"x = a < b")[0] for r in ("rules", "web"))
    kept = tmp_path / "mutants.txt"
    noticed = Result(one.key, KILLED, one.text(), "tests/rules/test_a.py::test_x")
    for result in (*(Result(m.key, SURVIVED, m.text()) for m in (one, two)), noticed):
        add_result(kept, result)
    assert shares([one, two], read_results(kept)) == {"rules": (1, 1), "web": (0, 1)}
    assert shares([one], {}) == {}
