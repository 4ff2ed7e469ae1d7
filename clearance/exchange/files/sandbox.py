"""Reading of untrusted files in a child process with limits on memory and time.

A spreadsheet of two far cells makes its parser ask for 500 GB and abort: never in the server.
Each script limits its memory and the size of its answer.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SECONDS = 30
KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")


class TooMuch(Exception):
    """The file exceeded the limits of memory or time, or crashed its parser."""


def read_apart(script: str, *words: str, seconds: float = SECONDS) -> dict[str, Any]:
    """Run a script of this room in a child process and return its JSON; TooMuch when it fails.

    `seconds`: time limit.
    """
    command = [sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name(script)), *words]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    with tempfile.TemporaryFile() as out:
        try:
            subprocess.run(  # noqa: S603 – our own script, the file's name as one argument
                command,
                stdout=out,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=True,
                env=environment,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise TooMuch(str(error)) from None
        out.seek(0)
        answer: dict[str, Any] = json.load(out)
    return answer
