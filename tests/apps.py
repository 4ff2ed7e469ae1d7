"""The application under test: one a process, given another data folder and engine at each test."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from clearance import create_app, open_folder
from clearance.settings import read_settings
from tests import engines
from tests.given import NOW
from tests.house.plan import ROOT


@cache
def shared_app() -> Flask:
    """One application a process: addresses and templates are compiled once, not at each test."""
    made = create_app(read_settings({"CLEARANCE_DATA": mkdtemp()}), clock=lambda: NOW)
    made.jinja_env.bytecode_cache = _compiled_templates()
    return made


def opened(folder: Path) -> Flask:
    """The shared application on a data folder, made if need be, its clock stopped."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    open_folder(shared_app(), read_settings(engines.settings(folder)), lambda: NOW)
    return shared_app()


def own_app(folder: Path) -> Flask:
    """An application of one test alone, which may add pages to it."""
    return create_app(read_settings(engines.settings(folder)), clock=lambda: NOW)


def _compiled_templates() -> FileSystemBytecodeCache:
    folder = ROOT / "build" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
