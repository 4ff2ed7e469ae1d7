"""The terminal: `flask demo`, `flask import`, `flask check` and the others."""

from functools import partial
from importlib import import_module
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from clearance.cli.terminal import FULL, refuse
from clearance.store import Unreachable, is_full

#: The module of each command: imported when the command is asked for.
MODULES = {
    "accounts": ("init", "user", "token"),
    "erasing": ("erase",),
    "backups": ("backup", "restore"),
    "files": ("import",),
    "forecast": ("backtest",),
    "gis": ("postgis",),
    "hub": ("hub",),
    "doctor": ("doctor",),
    "keeping": ("check",),
    "law": ("law",),
    "moving": ("move",),
    "pieces": ("pieces",),
    "reports": ("report", "export"),
    "serving": ("serve", "demo"),
}
_MODULE_OF = {name: module for module, names in MODULES.items() for name in names}
#: Commands that read no page of the application.
WITHOUT_PAGES = _MODULE_OF.keys() - {"serve", "report", "export"}


class Terminal(AppGroup):
    """Our commands beside those that Flask brings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return sorted({*super().list_commands(ctx), *_MODULE_OF})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name in _MODULE_OF and cmd_name not in self.commands:
            for command in import_module(f"clearance.cli.{_MODULE_OF[cmd_name]}").COMMANDS:
                command.invoke = partial(_invoke, command)
                self.add_command(command)
        return super().get_command(ctx, cmd_name)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli = Terminal(name=app.name)


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
