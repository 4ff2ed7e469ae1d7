"""The units of deploy/systemd, laid out as on a server but for the place of the program."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
PLACE, DATA = "/opt/clearance", "/var/lib/clearance/data"


def lay_out(folder: Path) -> list[Path]:
    """Copy the units, the program's place put in: those that systemd can load, instances too."""
    program = folder / "program"
    _a_program(program)
    shutil.copytree(UNITS, folder / "units")
    for path in (folder / "units").rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8").replace(PLACE, str(program))
            path.write_text(text.replace("/etc/clearance/", f"{folder}/"), "utf-8")
    for path in (folder / "units").glob("*@*"):
        shutil.copy(path, path.with_name(path.name.replace("@", "@north")))
    return sorted(p for p in (folder / "units").iterdir() if p.is_file() and "@." not in p.name)


def _a_program(folder: Path) -> None:
    """A folder with the names of an installation, their contents those of this one."""
    folder.mkdir()
    for name in (".venv", "app.py", "clearance", "templates", "static", "deploy"):
        (folder / name).symlink_to(ROOT / name)


def commands() -> Iterator[tuple[str, list[str]]]:
    """Unit and words after `flask` of every command that a unit runs."""
    for path in sorted(UNITS.glob("*.service")):
        for line in re.findall(r"^ExecStart\w*=(.+)$", path.read_text("utf-8"), re.MULTILINE):
            program, *words = line.split()
            assert program == f"{PLACE}/.venv/bin/flask", line
            yield path.name, words
