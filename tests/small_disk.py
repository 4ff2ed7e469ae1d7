"""An office whose data lie on a disk of a few megabytes that is full: run as a program of its own.

`python -m tests.small_disk FOLDER` mounts the disk at the folder, seen by this program alone.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from clearance import create_app
from clearance.rules.basics.changes import new_uid
from clearance.settings import read_settings
from tests import given
from tests.given import CADRE, FAMILY_A, NOW
from tests.web.conftest import Person

_SIZE = "12m"
_ROOT = Path(__file__).parents[1]


def on_a_full_disk(folder: Path) -> dict[str, Any]:
    """What the office answers there."""
    folder.mkdir()
    words = f'mount -t tmpfs -o size={_SIZE} tmpfs "$1" && exec "$2" -m tests.small_disk "$1"'
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", words, "sh", str(folder)]
    done = subprocess.run([*command, sys.executable], cwd=_ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def fill(folder: Path) -> None:
    """Leave no room on the disk of a folder."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def _answers(disk: Path) -> dict[str, Any]:
    data = disk / "data"
    app = create_app(read_settings({"CLEARANCE_DATA": str(data)}), clock=lambda: NOW)
    store = app.extensions["clearance"].store
    given.a_project(store)
    given.a_household(store, "h", code="HY-0042", **given.personal(FAMILY_A))
    cadre, run = Person(app, CADRE), app.test_cli_runner()
    form = cadre.fields(_STEP)
    token = cadre.get("/sync/hello").get_json()["csrf_token"]
    visit = {
        "uid": new_uid(),
        "subject": "household",
        "subject_uid": "h",
        "fact": "visited",
        "patch": {},
        "why": "đã gặp",
    }

    def sync() -> Any:
        return cadre.client.post("/sync", json=[visit], headers={"X-CSRFToken": token})

    run.invoke(args=["backup", "-o", str(disk / "copy.tar")])
    fill(disk)
    sent, page = sync(), cadre.client.post(_STEP, data=form | {"csrf_token": token})
    told = {
        "json": [sent.status_code, sent.get_json()],
        "page": [page.status_code, page.text],
        "read": cadre.get("/households/HY-0042").status_code,
        "rows": store.value("SELECT COUNT(*) FROM change WHERE subject_uid = 'h'"),
    }
    for name, words in _COMMANDS.items():
        done = run.invoke(args=[word.format(data=data) for word in words])
        told[name] = [done.exit_code, done.output]
    told["left"] = sorted(path.name for path in [*disk.iterdir(), *data.iterdir()])
    (disk / "filler").unlink()
    return told | {"again": sync().get_json()[0]["standing"]}


_STEP = "/households/HY-0042/steps/notified"
_COMMANDS = {
    "user": ("user", "add", "b" * 30, "--role", "liaison"),
    "backup": ("backup", "-o", "{data}/copy.tar"),
    "restore": ("restore", "{data}/../copy.tar", "--yes"),
    "report": ("report", "households", "-o", "{data}/x.csv"),
}


if __name__ == "__main__":
    print(json.dumps(_answers(Path(sys.argv[1]))))  # noqa: T201
