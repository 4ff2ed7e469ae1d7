"""The list of benchmarks and what each of them tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from tests.engines import DURABLE, Cluster


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside what it must be; `at_least` turns the comparison."""

    what: str
    size: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False
    engine: str = ""

    @property
    def holds(self) -> bool:
        """Whether the budget is kept; a figure without one is there to compare with."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.at_least else self.value <= self.budget


@dataclass(frozen=True, slots=True)
class Setup:
    """What a benchmark is given: an empty folder, an engine, how much work will do."""

    folder: Path
    is_quick: bool
    is_national: bool = False
    engine: str = "sqlite"

    def times(self, full: int) -> int:
        """How often to do a thing: a tenth of it in a short run."""
        return max(full // 10, 3) if self.is_quick else full

    def address(self, name: str) -> str | Path:
        """An empty database of the engine: a file in the folder or one of a durable server."""
        return server().url(server().lease()) if self.engine == "postgresql" else self.folder / name


@cache
def server() -> Cluster:
    """The PostgreSQL server of one run of benchmarks."""
    return Cluster(DURABLE)


Run = Callable[[Setup], Iterator[Figure]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A generator of figures and the engines it is run on; "" when it needs none."""

    run: Run
    engines: tuple[str, ...]


BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str, engines: tuple[str, ...] = ("",)) -> Callable[[Run], Run]:
    """Put a generator of figures on the list under that name."""

    def register(run: Run) -> Run:
        BENCHMARKS[name] = Benchmark(run, engines)
        return run

    return register


def timed_ms(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of so many runs, after one to warm up."""
    work()
    spent = []
    for _ in range(times):
        start = perf_counter()
        work()
        spent.append((perf_counter() - start) * 1000)
    return spent


def middle(values: list[float]) -> float:
    """The median."""
    return median(values)


def tail(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]
