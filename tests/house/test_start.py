"""What starts need not wait for packages that only few pages or commands use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Packages that cost a start tens of megabytes or a tenth of a second each.
HEAVY = {
    "docxtpl",
    "folium",
    "geopandas",
    "icalendar",
    "pandas",
    "pyarrow",
    "pyogrio",
    "sqlite_utils",
    "xlsxwriter",
}
#: What a small command can do without, besides.
PAGES = {"clearance.web.auth", "psycopg", "shapely"}
_STARTED = """
import json, sys
from clearance import create_app
app = create_app(has_pages=sys.argv[1] == "pages")
if sys.argv[1] != "pages":
    done = app.test_cli_runner().invoke(args=[sys.argv[1]])
    assert done.exit_code == 0, done.output
print(json.dumps(sorted(sys.modules)))
"""


def read_by(what: str, data: Path) -> set[str]:
    """The modules a fresh process has read once the second of two starts is through."""
    environment = {**os.environ, "CLEARANCE_DATA": str(data)}
    command = [sys.executable, "-c", _STARTED, what]
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_server_before_its_first_request_has_read_nothing_heavy(tmp_path: Path) -> None:
    assert read_by("pages", tmp_path) & HEAVY == set()


@pytest.mark.parametrize("command", ["backup"])
def test_a_small_command_reads_neither_pages_nor_shapes(tmp_path: Path, command: str) -> None:
    assert read_by(command, tmp_path) & (HEAVY | PAGES) == set()
