"""A server that backs up every night does not fill its own disk."""

from collections.abc import Callable

from click.testing import Result
from flask import Flask

Run = Callable[..., Result]


def test_of_the_nightly_backups_the_newest_are_kept_and_nothing_else_is_touched(
    app: Flask, run: Run
) -> None:
    folder = app.extensions["clearance"].settings.backups
    folder.mkdir(parents=True)
    names = [f"clearance-202611{day}-013000.tar" for day in (14, 15, 16)]
    for name in (*names, "apart.tar", "clearance-notes.txt"):
        (folder / name).touch()
    done = run("backup", "--keep", "2")
    assert done.exit_code == 0
    left = {path.name for path in folder.iterdir()}
    [made] = [name for name in left if name.startswith("clearance-20261120")]
    assert left == {made, names[-1], "apart.tar", "clearance-notes.txt"}
    assert [name in done.output for name in names] == [True, True, False]
    assert run("backup", "--keep", "0").exit_code == 2
