"""The guide for an office's machine names what is there, and stays short."""

import re
from pathlib import Path

import pytest

from tests.deploy.test_units import flask
from tests.deploy.units import DATA, DEPLOY, PLACE, UNITS
from tests.house.plan import ROOT

GUIDE = (ROOT / "docs/install.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = sorted(set(re.findall(r"^clearance ([a-z].*)$", "\n".join(BLOCKS), re.MULTILINE)))


def test_it_fits_on_two_sheets() -> None:
    lines = GUIDE.splitlines()
    assert len(lines) <= 130
    assert sum(max(1, -(-len(line) // 110)) for line in lines if line) <= 150


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_it_types_is_one_of_the_program(tmp_path: Path, command: str) -> None:
    name, options = command.split()[0], set(re.findall(r"(--[\w-]+)", command))
    told = flask(tmp_path, name, "--help")
    assert told.returncode == 0, told.stderr
    assert options <= set(re.findall(r"--[\w-]+", told.stdout))


def test_every_file_and_unit_it_names_is_there() -> None:
    for name in re.findall(r"(?:/opt/clearance/|\()(?:\.\./)?(deploy/[\w./]+\w)", GUIDE):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\bclearance-(\w+)(\.service|\.timer)?", "\n".join(BLOCKS)):
        assert (UNITS / f"clearance-{name[0]}{name[1] or '.service'}").exists(), name


def test_places_are_those_of_the_units_and_of_the_settings() -> None:
    assert f"-C {PLACE} " in GUIDE
    assert f"{DATA}/backups" in GUIDE
    assert f"{DATA}/backup.key" in GUIDE
    assert f"{PLACE}/deploy/clearance /usr/local/sbin/clearance" in GUIDE
    confined = (UNITS / "clearance-.service.d" / "confined.conf").read_text("utf-8")
    assert "EnvironmentFile=/etc/clearance/clearance.env" in confined
    assert "/etc/clearance/clearance.env" in (DEPLOY / "clearance").read_text("utf-8")
    assert DATA.startswith("/var/lib/clearance/")
    assert "StateDirectory=clearance\n" in confined


def test_what_the_nightly_units_do_is_what_it_says() -> None:
    for unit, words in (("backup", "1 giờ 30 sao lưu"), ("check", "2 giờ 30 tự kiểm tra")):
        found = re.search(r" 0(\d):(\d\d):00 Asia", (UNITS / f"clearance-{unit}.timer").read_text())
        assert found
        assert f"{found[1]} giờ {found[2]}" in words
        assert words in GUIDE
    kept = re.search(r"--keep (\d+)", (UNITS / "clearance-backup.service").read_text("utf-8"))
    assert kept
    assert f"giữ {kept[1]} bản mới nhất" in GUIDE
