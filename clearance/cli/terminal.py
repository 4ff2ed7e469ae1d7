"""What every command shares: the desk, progress, a refusal that names each fault."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, cast

import click
from flask import current_app

from clearance.rules.asked_days import wrong_day
from clearance.settings import Desk


def desk() -> Desk:
    """The application's store, settings and clock."""
    return cast(Desk, current_app.extensions["clearance"])


def refuse(*lines: str) -> NoReturn:
    """Say every fault and end with status 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


@contextmanager
def progress(label: str, length: int | None, quiet: bool = False) -> Iterator[Callable[[int], Any]]:
    """A progress bar on a terminal, silence elsewhere."""
    shown = sys.stderr.isatty() and not quiet
    if not shown:
        yield lambda _: None
        return
    with click.progressbar(length=length or 0, label=label, file=sys.stderr) as bar:
        yield bar.update


def day_given(option: str, text: str, last: str) -> str:
    """A day given to an option, YYYY-MM-DD; refused in words when it is none up to `last`."""
    fault = wrong_day(text, last)
    return refuse(f"{option}: {fault.vi}") if fault else text
