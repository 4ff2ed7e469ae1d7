"""Processes that stand for servers: the house is loaded once, then each is a fork with its own
connection and locks."""

from multiprocessing import get_context

from clearance import cli, web

SERVERS = get_context("forkserver")
_ROOMS = [f"clearance.cli.{name}" for name in cli.MODULES]
_ROOMS += [f"clearance.web.{wing}.{name}" for wing, names in web.WINGS.items() for name in names]
SERVERS.set_forkserver_preload(
    ["pytest", "waitress", "tests.engines", "tests.given", "clearance.store.schema", *_ROOMS]
)
