"""Firefox as Debian has it, driven over Marionette: its own wire, without a driver program.

One TCP connection on 127.0.0.1; each message is its length, a colon and a JSON list.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from tests.browser.field import until
from tests.browser.offline.apart import Apart

FIREFOX = Path("/usr/bin/firefox-esr")
PORT = 2828
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
#: The server's address is held as good as HTTPS; nothing else of the world is looked for.
_PREFS = {
    "dom.securecontext.allowlist": Apart.host,
    "security.warn_submit_secure_to_insecure": False,
    "intl.accept_languages": "vi-VN, vi",
    "network.proxy.type": 0,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,
}


class Firefox:
    """A browser on a profile that outlives it."""

    def __init__(self, field: Apart, profile: Path) -> None:
        assert FIREFOX.exists(), "Firefox is missing: run `make firefox`."
        self.field, self.profile = field, profile
        profile.mkdir(exist_ok=True)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in _PREFS.items()]
        (profile / "user.js").write_text("".join(lines))
        self.open()

    def open(self) -> None:
        """Open the browser anew."""
        home = {"HOME": str(self.profile.parent), "MOZ_CRASHREPORTER_DISABLE": "1"}
        self.process = subprocess.Popen(
            [
                *self.field.beside,
                str(FIREFOX),
                "--headless",
                "--marionette",
                "--no-remote",
                "--profile",
                str(self.profile),
                "--width=360",
                "--height=640",
            ],
            env=os.environ | home | {"TZ": "Asia/Ho_Chi_Minh"},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._connect, "Firefox does not answer")
        self.heard, self.number = b"", 0
        self._hear()
        self.ask("WebDriver:NewSession", strictFileInteractability=False)
        self.ask("WebDriver:SetTimeouts", implicit=60_000, script=60_000, pageLoad=60_000)

    def _connect(self) -> bool:
        """Whether the wire stands; it is laid from within the phone's network."""
        made: list[socket.socket] = []

        def enter() -> None:
            with Path(f"/proc/{self.field.gate.pid}/ns/net").open() as network:
                assert ctypes.CDLL(None).setns(network.fileno(), 0) == 0
            with suppress(ConnectionRefusedError):
                made.append(socket.create_connection(("127.0.0.1", PORT), timeout=90))

        thread = Thread(target=enter)  # a thread has a network of its own, and takes it along
        thread.start()
        thread.join()
        self.wire = made[0] if made else None
        return bool(made)

    def _hear(self) -> Any:
        assert self.wire
        while b":" not in self.heard or len(self.heard.partition(b":")[2]) < self._size():
            more = self.wire.recv(65536)
            assert more, "Firefox has gone"
            self.heard += more
        size, rest = self._size(), self.heard.partition(b":")[2]
        self.heard = rest[size:]
        return json.loads(rest[:size])

    def _size(self) -> int:
        return int(self.heard.partition(b":")[0])

    def ask(self, command: str, **words: Any) -> Any:
        """One command; gives its value."""
        assert self.wire
        self.number += 1
        body = json.dumps([0, self.number, command, words]).encode()
        self.wire.sendall(b"%d:%s" % (len(body), body))
        _, number, fault, told = self._hear()
        assert (number, fault) == (self.number, None), f"{command} {words}: {fault}"
        return told.get("value") if isinstance(told, dict) and "value" in told else told

    def go(self, path: str) -> None:
        """Open a page of the server."""
        self.ask("WebDriver:Navigate", url=f"{self.field.address}{path}")

    def script(self, words: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        text = f"Promise.resolve({words}).then(arguments[0], (e) => arguments[0](String(e)))"
        return self.ask("WebDriver:ExecuteAsyncScript", script=text, args=[])

    def _find(self, css: str) -> str:
        found: str = self.ask("WebDriver:FindElement", using="css selector", value=css)[_ELEMENT]
        return found

    def tap(self, css: str) -> None:
        """Tap on the first that matches."""
        self.ask("WebDriver:ElementClick", id=self._find(css))

    def write(self, css: str, words: str) -> None:
        """Write into a field, or name the file of one."""
        self.ask("WebDriver:ElementSendKeys", id=self._find(css), text=words)

    def text(self) -> str:
        """What the page says."""
        return str(self.script("document.querySelector('main').innerText"))

    def says(self, words: str) -> Callable[[], bool]:
        """Whether the page says it."""
        return lambda: words in self.text()

    def kill(self) -> None:
        """kill -9 of every process of the browser."""
        if self.wire:
            self.wire.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
