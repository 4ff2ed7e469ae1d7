"""The terminal: `flask demo`, `flask import`, `flask check` and the others."""

from importlib import import_module

from flask import Flask

MODULES = ("serving", "accounts", "files", "reports", "keeping", "moving")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    for name in MODULES:
        for command in import_module(f"clearance.cli.{name}").COMMANDS:
            app.cli.add_command(command)
