"""Run the reading of an untrusted file in a process of its own, with little memory and time.

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
    """The file wanted more memory or time than any honest list needs, or broke its parser."""


def read_apart(script: str, *words: str, seconds: float = SECONDS) -> dict[str, Any]:
    """Run one of this room's scripts and return its JSON; TooMuch when it dies or dawdles."""
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
