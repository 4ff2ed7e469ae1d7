"""The container holds all the program needs, and compose.yaml names what is there.

Nothing is built here: the base image comes from a registry.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import engines
from tests.appservers import free_port
from tests.deploy.test_units import flask
from tests.deploy.units import DATA, DEPLOY, PLACE
from tests.house.plan import ROOT
from tests.machines import until

TEXT = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVER = COMPOSE["services"]["clearance"]


def copied() -> list[str]:
    """What the image takes from the repository."""
    lines = re.findall(r"^COPY (.+)$", TEXT, re.MULTILINE)
    return [name for line in lines for name in line.split()[:-1]]


def said(word: str) -> list[str]:
    """The words of an instruction written as a list."""
    found = re.search(rf"^{word} (\[.+\])$", TEXT, re.MULTILINE)
    assert found
    return list(json.loads(found[1]))


def here(words: list[str]) -> list[str]:
    """A command of the image as this machine alone hears it; inside, every address is its own."""
    return ["127.0.0.1" if word == "0.0.0.0" else word for word in words]  # noqa: S104


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_made_of_what_the_image_holds_opens_its_pages(tmp_path: Path) -> None:
    place, port = tmp_path / "place", free_port()
    for name in copied():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, place / name)
    words = [*here(said("CMD"))[:-1], str(port)]
    environment = {**os.environ, **engines.settings(tmp_path / "data")}
    environment |= {"FLASK_APP": str(place / "app.py"), "PYTHONSAFEPATH": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "flask", *words],
        cwd=place,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: server.poll() is None and answer(port, "/health") == 200, "no server")
        assert [answer(port, url) for url in ("/login", "/sw.js", "/metrics")] == [200] * 3
        assert [is_healthy(at) for at in (port, free_port())] == [True, False]
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
    finally:
        server.kill()
        server.wait(30)


def is_healthy(port: int) -> bool:
    """What the container's own check says, by way of two shells as podman-compose runs it."""
    kind, words = SERVER["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    words = words.replace(f"{PLACE}/.venv/bin/python", sys.executable).replace(":8000", f":{port}")
    shell = ["/bin/sh", "-c", f"/bin/sh -c {shlex.quote(words)}"]
    return subprocess.run(shell, capture_output=True).returncode == 0


def test_it_is_stopped_by_the_signal_upon_which_it_ends_what_it_has_begun() -> None:
    unit = (DEPLOY / "systemd" / "clearance-server.service").read_text("utf-8")
    assert "STOPSIGNAL SIGINT\n" in TEXT
    assert "KillSignal=SIGINT\n" in unit


def answer(port: int, url: str) -> int:
    """Status of a page, 0 while nobody answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as wire:
        try:
            wire.request("GET", url)
            return wire.getresponse().status
        except OSError:
            return 0


def test_what_it_copies_is_let_in_and_nothing_else() -> None:
    lines = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert {name.split("/")[0] for name in copied()} == let_in


def test_its_command_is_that_of_the_service(tmp_path: Path) -> None:
    unit = (DEPLOY / "systemd" / "clearance-server.service").read_text("utf-8")
    assert said("ENTRYPOINT") == ["flask"]
    assert f"ExecStart={PLACE}/.venv/bin/flask {' '.join(here(said('CMD')))}\n" in unit
    assert flask(tmp_path, said("CMD")[0], "--help").returncode == 0
    assert f"CLEARANCE_DATA={DATA}" in TEXT
    assert f"PATH={PLACE}/.venv/bin:" in TEXT


def test_compose_names_files_that_are_there_and_keeps_the_data() -> None:
    assert (DEPLOY / SERVER["env_file"]).exists()
    assert (DEPLOY / SERVER["build"]["context"] / SERVER["build"]["dockerfile"]).exists()
    own, there = COMPOSE["services"]["caddy"]["volumes"][0].split(":")[:2]
    assert (DEPLOY / own).exists()
    assert there == "/etc/caddy/Caddyfile"
    [(volume, folder)] = [v.split(":") for v in SERVER["volumes"]]
    assert volume in COMPOSE["volumes"]
    assert DATA.startswith(f"{folder}/")


def test_compose_opens_no_port_but_the_proxys_and_confines_the_server() -> None:
    assert "ports" not in SERVER
    port = said("CMD")[-1]
    assert COMPOSE["services"]["caddy"]["environment"] == {"CLEARANCE_SERVER": f"clearance:{port}"}
    assert "{$CLEARANCE_SERVER:127.0.0.1:" in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert (SERVER["read_only"], SERVER["cap_drop"]) == (True, ["ALL"])
    assert f"127.0.0.1:{port}/health" in SERVER["healthcheck"]["test"][1]


def test_the_commands_of_its_head_are_those_of_the_program(tmp_path: Path) -> None:
    head = (DEPLOY / "compose.yaml").read_text("utf-8").split("services:")[0]
    for words in re.findall(r"flask ([a-z]+)((?: --[\w-]+(?: [A-Z0-9]\S*)?)*)", head):
        told = flask(tmp_path, words[0], "--help")
        assert told.returncode == 0
        assert set(re.findall(r"--[\w-]+", words[1])) <= set(re.findall(r"--[\w-]+", told.stdout))
