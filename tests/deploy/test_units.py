"""Units, timers and settings of deploy/ are those of this program, and systemd takes them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import engines
from tests.appservers import app_servers
from tests.deploy.units import UNITS, commands, lay_out
from tests.house.plan import ROOT

COMMANDS = dict(commands())


def systemd(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask systemd about the units of a folder."""
    found = shutil.which("systemd-analyze")
    assert found, "systemd-analyze is missing: apt-get install systemd"
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{folder / 'units'}:"}
    return subprocess.run([found, *words], env=environment, capture_output=True, text=True)


def flask(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command on an empty data folder."""
    environment = {**os.environ, **engines.settings(folder / "data")}
    return subprocess.run(
        [sys.executable, "-m", "flask", *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    units = lay_out(tmp_path)
    assert len(units) == 7
    for name in ("clearance.env", "hub-north.env", "hub-north.token"):
        (tmp_path / name).touch()
    done = systemd(tmp_path, "verify", "--recursive-errors=no", "--man=no", *map(str, units))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["server", "backup", "check", "hub@north"])
def test_a_service_can_touch_little_of_the_machine(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path)
    unit = tmp_path / "units" / f"clearance-{name}.service"
    done = systemd(tmp_path, "security", "--offline=true", "--threshold=30", str(unit))
    assert done.returncode == 0, done.stdout[-300:]


def test_every_timer_starts_a_service_that_is_there_and_catches_up() -> None:
    for timer in UNITS.glob("*.timer"):
        assert timer.with_suffix(".service").exists()
        assert "Persistent=true" in timer.read_text("utf-8")
    assert len(list(UNITS.glob("*.timer"))) == 3


@pytest.mark.parametrize("unit", sorted(COMMANDS))
def test_every_command_of_a_unit_is_one_of_the_program(tmp_path: Path, unit: str) -> None:
    words = COMMANDS[unit]
    names = words[: next((n for n, w in enumerate(words) if w[:1] in "-$"), len(words))]
    help_text = flask(tmp_path, *names, "--help")
    assert help_text.returncode == 0, help_text.stderr
    options = {word for word in words if word.startswith("--")}
    assert options <= set(re.findall(r"--[\w-]+", help_text.stdout))


@pytest.mark.parametrize("unit", ["clearance-backup.service", "clearance-check.service"])
def test_what_runs_each_night_runs_on_an_empty_folder(tmp_path: Path, unit: str) -> None:
    done = flask(tmp_path, *COMMANDS[unit])
    assert done.returncode == 0, done.stderr


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_hubs_service_takes_an_offices_journal(tmp_path: Path) -> None:
    office, hub = tmp_path / "office", tmp_path / "hub"
    for folder, code in ((office, "N1"), (hub, "TT")):
        assert flask(folder, "init", "--project", code, "--code", code).returncode == 0
    token = flask(office, "token", "admin", "--feed").stdout.split()[-1]
    (tmp_path / "token").write_text(token, encoding="utf-8")
    with app_servers(engines.settings(office / "data"), 1) as ports:
        told = {
            "${OFFICE_URL}": f"http://127.0.0.1:{ports[0]}",
            "${CREDENTIALS_DIRECTORY}": tmp_path,
        }
        words = [_filled(word, told) for word in COMMANDS["clearance-hub@.service"]]
        done = flask(hub, *words)
    assert done.returncode == 0, done.stderr
    assert "N1" in flask(hub, "hub", "list").stdout


def _filled(word: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        word = word.replace(name, str(value))
    return word
