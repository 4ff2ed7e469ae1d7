"""Small faults put into a source file: one changed operator, number, condition, statement.

Method: DeMillo, Lipton, Sayward, "Hints on test data selection", Computer 11(4), 1978.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
}  # fmt: skip
#: What is left as it is: annotations, decorators, texts a person reads in an error.
_APART = {"annotation", "returns", "decorator_list", "type_params"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: its place in the file (bytes, end exclusive), its kind, what stands there instead.

    `key` names it by function, kind and text, not by line: it stays when other code moves.
    """

    path: str
    line: int
    kind: str
    start: int
    end: int
    before: str
    instead: ast.expr | ast.stmt
    key: str

    @property
    def after(self) -> str:
        """The text that stands in the place."""
        text = ast.unparse(self.instead)
        return f"({text})" if isinstance(self.instead, ast.expr) else text

    def applied(self, source: bytes) -> bytes:
        """The source with this fault."""
        return source[: self.start] + self.after.encode() + source[self.end :]

    def text(self) -> str:
        """Place and fault on one line."""
        before, after = (" ".join(t.split())[:60] for t in (self.before, self.after))
        return f"{self.path}:{self.line} {self.kind}: {before} → {after}"


def list_mutations(path: str, source: bytes) -> list[Mutation]:
    """All faults this module knows for a file, in the order of the file."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    seen: Counter[str] = Counter()
    found = []
    for owner, node, kind, instead in _faults(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before = source[start:end].decode()
        name = f"{path} {owner} {kind} {before}"
        seen[name] += 1
        key = sha256(f"{name} {seen[name]}".encode()).hexdigest()[:12]
        found.append(Mutation(path, node.lineno, kind, start, end, before, instead, key))
    return sorted(found, key=lambda m: (m.start, m.kind))


Place = ast.expr | ast.stmt
Found = tuple[str, Place, str, Place]


def _faults(tree: ast.AST, owner: str = "") -> Iterator[Found]:
    """(function, node, kind, node instead) below a node, annotations and decorators left out."""
    for name, value in ast.iter_fields(tree):
        if name in _APART:
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and not _is_apart(node):
                inner = f"{owner}.{node.name}" if isinstance(node, _NAMED) else owner
                yield from ((inner, n, kind, text) for n, kind, text in _of(node))
                yield from _faults(node, inner)


_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _is_apart(node: ast.AST) -> bool:
    """Docstrings, what only a type checker reads, and raised errors (their words)."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    is_typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    is_protocol = isinstance(node, ast.ClassDef) and any(
        "Protocol" in ast.unparse(b) for b in node.bases
    )
    return is_typing or is_protocol or isinstance(node, ast.Import | ast.ImportFrom | ast.Assert)


def _of(node: ast.AST) -> Iterator[tuple[Place, str, Place]]:
    return ((place, kind, new) for kind, make in _KINDS.items() for place, new in make(node))


Made = Iterator[tuple[Place, Place]]


def _comparisons(node: ast.AST) -> Made:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            ops = [*node.ops[:at], _COMPARED[type(op)](), *node.ops[at + 1 :]]
            yield node, ast.Compare(node.left, ops, node.comparators)


def _booleans(node: ast.AST) -> Made:
    if isinstance(node, ast.BoolOp):
        yield node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, ast.Constant(not node.value)


def _reckonings(node: ast.AST) -> Made:
    if isinstance(node, ast.BinOp) and type(node.op) in _RECKONED:
        yield node, ast.BinOp(node.left, _RECKONED[type(node.op)](), node.right)


def _numbers(node: ast.AST) -> Made:
    is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    if is_number and isinstance(node, ast.Constant):
        yield node, ast.Constant(node.value + 1)  # type: ignore[operator]


def _conditions(node: ast.AST) -> Made:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield node.test, ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.comprehension):
        yield from ((test, ast.UnaryOp(ast.Not(), test)) for test in node.ifs)


def _statements(node: ast.AST) -> Made:
    is_call = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    is_kept = isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
    if (
        is_call or is_kept or isinstance(node, ast.AugAssign | ast.Continue | ast.Break)
    ) and isinstance(node, ast.stmt):
        yield node, ast.Pass()


def _returns(node: ast.AST) -> Made:
    if isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield node, ast.Return(ast.Constant(None))


_KINDS: dict[str, Callable[[ast.AST], Made]] = {
    "comparison": _comparisons,
    "boolean": _booleans,
    "arithmetic": _reckonings,
    "number": _numbers,
    "condition": _conditions,
    "statement": _statements,
    "return": _returns,
}
