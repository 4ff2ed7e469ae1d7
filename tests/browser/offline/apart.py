"""Phone and server in a network each, a cable between them.

Firefox is driven over its own `lo`: where the phone shares its network with the server, cutting
the line would cut off the driver as well.
"""

import subprocess
from pathlib import Path

from tests.browser.field import PORT, Field


class Apart(Field):
    """A server at the far end of a cable; the phone's network holds the near end alone."""

    host = "10.7.0.2"
    address = f"http://{host}:{PORT}"

    def __init__(self, data: Path, now: str) -> None:
        super().__init__(data, now)
        words = "ip link set lo up && echo ready && exec sleep infinity"
        self.gate = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", words], stdout=subprocess.PIPE, text=True
        )
        assert self.gate.stdout
        assert self.gate.stdout.readline() == "ready\n"
        self.beside = ("nsenter", f"--net=/proc/{self.gate.pid}/ns/net")
        move = ("ip", "link", "set", "near", "netns", str(self.gate.pid))
        subprocess.run([*self.inside, *move], check=True)
        name = ("ip", "addr", "add", "10.7.0.1/24", "dev", "near")
        subprocess.run([*self.beside, *name], check=True)
        self.line("up")

    def line(self, state: str) -> None:
        """Pull the cable out ("down") or put it in ("up")."""
        subprocess.run([*self.beside, "ip", "link", "set", "near", state], check=True)

    def end(self) -> None:
        """Put everything away."""
        super().end()
        self.gate.kill()
        self.gate.wait(30)
        if self.gate.stdout:
            self.gate.stdout.close()
