"""What every test shares."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from clearance.store import Store
from tests import engines, given
from tests.quick import EXAMPLES, Quick

settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("quick", settings.get_profile("house"), max_examples=EXAMPLES)
settings.load_profile("house")


#: Rooms whose tests run on both engines where they touch a store: where SQL is written or facts are
#: recorded. Pages run on SQLite; `web/frame/test_both_engines.py` compares every page of both.
#: `--engine postgresql` runs the pages' own tests there too.
BOTH = ("store", "record", "exchange", "reports", "cli")
ROOMS = (*BOTH, "web")
_TOUCHING = {"a_store", "create_app"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine sqlite` for quick runs while working; `make test` runs on both."""
    choices = (*engines.ENGINES, "both")
    parser.addoption("--engine", choices=choices, default="both", help="engine of the stores")
    parser.addoption("--quick", action="store_true", help="leave out what is slow, and say so")


def pytest_configure(config: pytest.Config) -> None:
    """A quick run deselects by marker and runs on SQLite."""
    if config.getoption("quick"):
        config.option.engine = "sqlite"
        settings.load_profile("quick")
        config.pluginmanager.register(Quick(), "quick")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that touches a store runs once on each engine."""
    if _touches_a_store(metafunc) and not list(metafunc.definition.iter_markers("sqlite_only")):
        wanted = metafunc.config.getoption("engine")
        both = engines.ENGINES if _room(metafunc) in BOTH else ("sqlite",)
        names = both if wanted == "both" else (wanted,)
        metafunc.parametrize("engine", names, indirect=True)


def _touches_a_store(metafunc: pytest.Metafunc) -> bool:
    named = _TOUCHING & set(vars(metafunc.module)) or "given" in vars(metafunc.module)
    return _room(metafunc) in ROOMS and bool(named or {"store", "app"} & set(metafunc.fixturenames))


def _room(metafunc: pytest.Metafunc) -> str:
    """The room of the house a test is about, whatever its wing."""
    return metafunc.definition.path.relative_to(Path(__file__).parent).parts[0]


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The engine of every store the test makes."""
    with engines.using(getattr(request, "param", "sqlite")) as name:
        yield name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests may speak to a server on this machine; no test speaks to any other."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))


@pytest.fixture
def store() -> Iterator[Store]:
    """A store in memory holding a project with two communes and a person of every role."""
    made = given.a_project(given.a_store())
    yield made
    made.close()
