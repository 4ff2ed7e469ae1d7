"""Reasons for saying no: each has words and a status, each said somewhere, none is missing."""

import ast
from pathlib import Path

import clearance
from clearance.rules.basics.refusals import REFUSALS

HOUSE = Path(clearance.__file__).parent


def said() -> set[str]:
    """Every refusal code that the rules and the door can answer with."""
    names = (
        "records/values",
        "records/decision_notes",
        "records/requests",
        "procedure/guards",
        "procedure/prerequisites",
        "procedure/earliest_days",
    )
    rules = [HOUSE / f"rules/{name}.py" for name in names]
    files = [*(HOUSE / "record").rglob("*.py"), *rules]
    trees = [ast.parse(f.read_text("utf-8")) for f in files]
    nodes = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {n.value for n in nodes if isinstance(n.value, str)} & set(REFUSALS)


def answered() -> set[str]:
    """Every reason of an Outcome that is not accepted."""
    found = set()
    for file in (HOUSE / "record").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = node.func if isinstance(node, ast.Call) else None
            if isinstance(name, ast.Name) and name.id == "Outcome" and len(node.args) > 1:
                found |= {c.value for c in _texts(node.args[1])}
    return found


def _texts(node: ast.AST) -> list[ast.Constant]:
    """The texts an expression can give."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [p for p in parts if isinstance(p, ast.Constant)]


def test_every_reason_has_words_in_both_languages() -> None:
    assert all(row.vi and row.en and row.vi != row.en for row in REFUSALS.values())


def test_every_reason_answers_with_a_status_of_refusal() -> None:
    assert {row.status for row in REFUSALS.values()} <= {400, 403, 404, 409, 422}


def test_every_reason_the_door_gives_has_its_row() -> None:
    assert answered() <= set(REFUSALS)


def test_no_reason_stands_in_the_table_that_nobody_gives() -> None:
    assert set(REFUSALS) - said() == set()
