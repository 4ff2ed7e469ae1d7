"""One browser and one server for all tests; a missing browser fails them."""

import fcntl
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.visitor import LAPTOP, PHONE, At, Visitor, sign_in
from tests.browser.world import BUILDERS, Served, open_world, serve

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-gpu")


@pytest.fixture(scope="session")
def tools() -> Iterator[Playwright]:
    """What drives browsers; one thread takes it only once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(tools: Playwright) -> Iterator[Browser]:
    """Chromium as it is installed on this machine."""
    assert CHROMIUM.exists(), "Chromium is missing: run `make chromium`."
    started = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    started.close()


def _served(factory: pytest.TempPathFactory, name: str) -> Served:
    """A world of that name: built once for all workers, then copied for each."""
    root, own = factory.getbasetemp(), factory.mktemp(name) / "data"
    shared = root.parent / name if root.name.startswith("popen-") else root / f"{name}-built"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            BUILDERS[name](shared)
    shutil.copytree(shared, own)
    return serve(open_world(own))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The cut-down demo."""
    return _served(tmp_path_factory, "demo")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The town written to do harm."""
    return _served(tmp_path_factory, "hostile")


@pytest.fixture(scope="session")
def states(browser: Browser) -> Any:
    """Cookies of a role in a world, signed in once."""
    return cache(lambda served, role: sign_in(browser, served, role))


@pytest.fixture
def at(browser: Browser, demo: Served, states: Any) -> Iterator[At]:
    """Sit somebody of a role down at a laptop (or a phone, …); at the end nothing went wrong."""
    opened: list[Visitor] = []

    def sit(role: str, served: Served = demo, phone: bool = False, **more: Any) -> Visitor:
        more = {"viewport": PHONE if phone else LAPTOP, "has_touch": phone} | more
        opened.append(Visitor(browser, served, states(served, role) if role else None, **more))
        return opened[-1]

    yield sit
    for visitor in opened:
        visitor.close()
