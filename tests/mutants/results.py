"""The file of results: a line a fault, kept as each is known, so that a run may be stopped."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mutations import Mutation

KILLED, SURVIVED = "killed", "survived"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a fault: the test that noticed it, none when it survived."""

    key: str
    verdict: str
    text: str
    by: str = ""

    def line(self) -> str:
        """The result as a line of the file."""
        return "\t".join((self.key, self.verdict, self.text, self.by))


def read_results(path: Path) -> dict[str, Result]:
    """Results by key, the last line of a key counting; none without the file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rows = (line.split("\t") for line in lines if line.count("\t") == 3)
    return {row[0]: Result(*row) for row in rows}


def add_result(path: Path, result: Result) -> None:
    """Append one line at once."""
    with path.open("a", encoding="utf-8") as file:
        file.write(result.line() + "\n")


def shares(wanted: Iterable[Mutation], known: Mapping[str, Result]) -> dict[str, tuple[int, int]]:
    """Room → killed, of how many that were tried."""
    tried: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for mutation in wanted:
        if result := known.get(mutation.key):
            room = mutation.path.split("/")[1]
            tried[room] += 1
            killed[room] += result.verdict == KILLED
    return {room: (killed[room], tried[room]) for room in sorted(tried)}
