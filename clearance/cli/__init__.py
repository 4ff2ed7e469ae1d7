"""The terminal: `flask demo`, `flask import`, `flask check` and the others."""

from functools import partial
from importlib import import_module
from typing import Any

import click
from flask import Flask

from clearance.cli.terminal import FULL, refuse
from clearance.store import Unreachable, is_full

MODULES = (
    "serving",
    "accounts",
    "files",
    "reports",
    "gis",
    "keeping",
    "moving",
    "hub",
    "law",
    "forecast",
)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    for name in MODULES:
        for command in import_module(f"clearance.cli.{name}").COMMANDS:
            command.invoke = partial(_invoke, command)
            app.cli.add_command(command)


def _invoke(command: click.Command, context: click.Context) -> Any:
    """Run a command; a database that goes away under it or a full disk is told in one line."""
    try:
        return type(command).invoke(command, context)
    except Unreachable as error:
        refuse(str(error))
    except Exception as error:
        if not is_full(error):
            raise
        refuse(FULL)
