"""A phone and a server in a network of their own, whose line can really be cut; both can be killed.

`navigator.onLine`, the worker and the pages all see the same dead line, as no emulation shows it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

from clearance.store import Store, open_store

PORT = 8000
ADDRESS = f"http://127.0.0.1:{PORT}"
_LINE = "ip link set lo {0} && ip link set near {0} && ip link set far {0}"
#: The pair of cables makes Chromium believe in a network at all; `lo` alone it calls offline.
_BUILD = (
    "ip link add near type veth peer name far && ip addr add 10.7.0.1/24 dev near"
    " && ip addr add 10.7.0.2/24 dev far && "
)
_SERVER = """
import json
import logging
import socket
import sys
from datetime import datetime
from waitress import serve
from clearance import create_app
from clearance.settings import read_settings
from tests.browser.careless import Careless
now = datetime.fromisoformat(sys.argv[2])
logging.getLogger("waitress").setLevel(logging.ERROR)
settings = read_settings({"CLEARANCE_DATA": sys.argv[1], **json.loads(sys.argv[7])})
app = create_app(settings, clock=lambda: now)
app.static_folder = sys.argv[4] or app.static_folder
if sys.argv[6]:
    app.wsgi_app = Careless(app.wsgi_app)
listener = socket.create_server((sys.argv[5], int(sys.argv[3])), backlog=128)
print("ready", flush=True)
serve(app, sockets=[listener], threads=6, ident=None, _quiet=True)
"""
_FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-gpu")


class Field:
    """The network, the server in it, and phones that outlive their browser."""

    host = "127.0.0.1"

    def __init__(self, data: Path, now: str, *, is_careless: bool = False) -> None:
        self.data, self.now, self.is_careless = data, now, is_careless
        self.server: subprocess.Popen[str] | None = None
        words = f"{_BUILD}{_LINE.format('up')} && echo ready && exec sleep infinity"
        self.keeper = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", words], stdout=subprocess.PIPE, text=True
        )
        assert self.keeper.stdout
        assert self.keeper.stdout.readline() == "ready\n", (
            "These tests cut the network of a namespace: they need root (or CAP_SYS_ADMIN and "
            "CAP_NET_ADMIN), `unshare` of util-linux and `ip` of iproute2."
        )
        self.inside = ("nsenter", f"--net=/proc/{self.keeper.pid}/ns/net")
        self.chromium = self.data.parent / "chromium"
        start = f"exec {' '.join(self.inside)} /usr/bin/chromium"
        self.chromium.write_text(f'#!/bin/sh\n{start} "$@"\n')
        self.chromium.chmod(0o755)
        self.start()

    def store(self) -> Store:
        """The server's own store, to look things up in; whoever opens it closes it."""
        return open_store(self.data / "clearance.sqlite", (self.data / "digest.key").read_bytes())

    def line(self, state: str) -> None:
        """Cut the line ("down") or mend it ("up")."""
        subprocess.run([*self.inside, "sh", "-c", _LINE.format(state)], check=True)

    def start(self, edition: str = "", settings: Mapping[str, str] | None = None) -> None:
        """Start the server, its styles and scripts of another edition if named, with settings of
        its own; on return its port takes calls."""
        static = str(self._altered(edition)) if edition else ""
        self.server = subprocess.Popen(
            [
                *self.inside,
                sys.executable,
                "-c",
                _SERVER,
                str(self.data),
                self.now,
                str(PORT),
                static,
                self.host,
                "careless" * self.is_careless,
                json.dumps(settings or {}),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.server.stdout
        assert self.server.stdout.readline() == "ready\n", "the server does not start"

    def _altered(self, edition: str) -> Path:
        folder = shutil.copytree("static", self.data.parent / edition)
        for file in (*folder.rglob("css/**/*.css"), *folder.rglob("js/**/*.js")):
            file.write_text(f"{file.read_text('utf-8')}/* {edition} */\n", "utf-8")
        return folder

    def kill(self) -> None:
        """kill -9 of the server."""
        assert self.server
        self.server.kill()
        self.server.wait(30)
        if self.server.stdout:
            self.server.stdout.close()

    def phone(self, tools: Playwright, profile: Path, **more: Any) -> BrowserContext:
        """A browser in that network with what it kept from before."""
        more = {"viewport": {"width": 360, "height": 640}, "has_touch": True} | more
        return tools.chromium.launch_persistent_context(
            profile,
            executable_path=self.chromium,
            args=_FLAGS,
            base_url=ADDRESS,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            handle_sigint=False,
            **more,
        )

    def end(self) -> None:
        """Put everything away."""
        if self.server and self.server.poll() is None:
            self.kill()
        self.keeper.kill()
        self.keeper.wait(30)
        if self.keeper.stdout:
            self.keeper.stdout.close()


def kill_browser(profile: Path) -> None:
    """kill -9 of every process of the browser that has the profile."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it ended meanwhile
            continue
        if f"--user-data-dir={profile}".encode() in words:
            os.kill(int(process.name), signal.SIGKILL)


def until(holds: Any, what: str, seconds: float = 120) -> float:
    """Ask again until it holds; gives the seconds it took."""
    begun, pause = time.monotonic(), Event()
    while not holds():
        assert time.monotonic() < begun + seconds, what
        pause.wait(0.05)
    return time.monotonic() - begun
