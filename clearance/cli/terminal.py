"""What every command shares: the desk, progress, a refusal that names each fault."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, cast

import click
from flask import current_app

from clearance.rules.basics.asked_days import wrong_day
from clearance.settings import Desk

#: What a command says when there is no room for what it writes.
FULL = (
    "Ổ đĩa đã đầy nên lệnh này chưa ghi xong; dữ liệu đã có vẫn nguyên. Giải phóng chỗ ở thư mục"
    " dữ liệu, thư mục tạm hoặc nơi ghi tệp, rồi chạy lại."
)


def desk() -> Desk:
    """The application's store, settings and clock."""
    return cast(Desk, current_app.extensions["clearance"])


def refuse(*lines: str) -> NoReturn:
    """Say every fault and end with status 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Where to write a file that appears under its name only once it is whole."""
    if path.exists() and not path.is_file():  # /dev/stdout and the like
        yield path
        return
    draft = path.with_name(f"{path.name}.part")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


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
