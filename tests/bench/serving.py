"""A benchmark's application in a process of its own, as at an office: who looks takes no turns.

`python -m tests.bench.serving FOLDER COUNT` serves the data of that folder; with a count other ways
to show so many of its parcels.
"""

import atexit
import subprocess
import sys
from typing import Any

from flask import Flask
from waitress.server import create_server

from clearance import create_app
from clearance.settings import read_settings
from clearance.web.frame.context import Desk
from tests.bench.rivals import rivals
from tests.house.plan import ROOT


def serve(app: Flask, count: int = 0) -> str:
    """Serve the data of an application, or rivals of so many parcels, until this process ends."""
    desk: Desk = app.extensions["clearance"]
    words = [sys.executable, "-m", __name__, str(desk.settings.data), str(count)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    atexit.register(server.kill)
    assert server.stdout
    address = server.stdout.readline().strip()
    assert address, "the server did not start"
    return address


def _run(folder: str, count: int) -> None:
    app = create_app(read_settings({"CLEARANCE_DATA": folder}))
    served = rivals(app, count) if count else app
    server: Any = create_server(served, host="127.0.0.1", port=0, threads=8, ident=None)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()


if __name__ == "__main__":
    _run(sys.argv[1], int(sys.argv[2]))
