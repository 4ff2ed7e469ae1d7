"""What every test shares."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from clearance.store import Store
from tests import given

settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


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
