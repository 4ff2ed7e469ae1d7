"""Processes that stand for servers: the house is loaded once, then each is a fork with its own
connection and locks."""

from multiprocessing import get_context

from clearance import cli, web

SERVERS = get_context("forkserver")
_ROOMS = [f"{room.__name__}.{name}" for room in (cli, web) for name in room.MODULES]
SERVERS.set_forkserver_preload(
    ["pytest", "waitress", "tests.engines", "tests.given", "clearance.store.schema", *_ROOMS]
)
