"""The server is killed while phones are sending: nothing it has answered for is lost.

KILLS=200 .venv/bin/pytest tests/scale/test_kill.py does it as often as it takes to believe it.
"""

import json
import logging
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Semaphore
from typing import Any

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.store import Store, open_store
from clearance.store.people import accounts, secrets
from tests import given
from tests.given import CADRE, KEY
from tests.servers import SERVERS

KILLS = int(os.environ.get("KILLS", "20"))
PHONES = 4


def serve(folder: str, listener: socket.socket) -> None:
    """What the server's process does until it is killed."""
    from waitress import serve as serve_pages

    from clearance import create_app
    from clearance.settings import read_settings

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app(read_settings({"CLEARANCE_DATA": folder}))
    serve_pages(app, sockets=[listener], threads=PHONES, _quiet=True)


class Phone:
    """Sends its queue in order, again and again, until each report was answered."""

    def __init__(self, number: int, token: str) -> None:
        self.number, self.token = number, token
        self.queue: list[dict[str, Any]] = []
        self.answered: dict[str, tuple[str, int]] = {}

    def send(self, port: int, heard: Semaphore) -> None:
        """Report until the server is gone; what was not answered stays in the queue."""
        wire = HTTPConnection("127.0.0.1", port, timeout=20)
        with closing(wire), suppress(OSError, HTTPException):
            while True:
                self.queue = self.queue or [self._report() for _ in range(3)]
                self._ask(wire)
                self.queue = []
                heard.release()

    def _ask(self, wire: HTTPConnection) -> None:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        wire.request("POST", "/sync", json.dumps(self.queue), headers)
        answer = wire.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 200, told
        for one in told:
            self.answered[one["uid"]] = (one["standing"], one["seq"])

    def _report(self) -> dict[str, Any]:
        uid = new_uid()
        return {
            "uid": uid,
            "subject": "household",
            "subject_uid": f"h{self.number}",
            "fact": "visited",
            "patch": {"note": uid[:8]},
            "device": f"máy-{self.number}",
        }


def a_round(folder: Path, phones: list[Phone], rng: Random) -> None:
    """Start a server, let the phones send, kill it in the middle."""
    listener = socket.create_server(("127.0.0.1", 0))
    port, heard = listener.getsockname()[1], Semaphore(0)
    server = SERVERS.Process(target=serve, args=(str(folder), listener), daemon=True)
    server.start()
    listener.close()
    with ThreadPoolExecutor(PHONES) as pool:
        sending = [pool.submit(phone.send, port, heard) for phone in phones]
        for _ in range(rng.randint(1, 25)):
            assert heard.acquire(timeout=30), "the server answers nobody"
        server.kill()
        server.join(30)
    assert server.exitcode == -9
    assert [job.exception() for job in sending] == [None] * PHONES


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The server's own store, with a household for each phone."""
    (tmp_path / "digest.key").write_bytes(KEY)
    made = given.a_project(open_store(tmp_path / "clearance.sqlite", KEY))
    for number in range(PHONES):
        given.a_household(made, f"h{number}")
    yield made
    made.close()


def a_token(store: Store) -> str:
    """A token for the cadre's phones."""
    token, now = secrets.new_token(), datetime.now(UTC)
    accounts.open_session(
        store,
        uid=new_uid(),
        token_hash=secrets.token_hash(token),
        person_uid=CADRE.uid,
        kind="token",
        device="máy",
        created_at=stamp(now),
        expires_at=stamp(now + timedelta(1)),
    )
    return token


def kept(store: Store) -> dict[str, tuple[str, int]]:
    """What the journal holds of the phones' reports."""
    rows = store.query("SELECT uid, standing, seq FROM change WHERE device LIKE 'máy%'")
    return {row["uid"]: (row["standing"], row["seq"]) for row in rows}


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_killing_the_server_in_the_middle_of_writing_loses_nothing_it_answered_for(
    store: Store, tmp_path: Path
) -> None:
    token, rng = a_token(store), Random(2026)
    phones = [Phone(number, token) for number in range(PHONES)]
    for _ in range(KILLS):
        a_round(tmp_path, phones, rng)
        found = kept(store)
        lost = [uid for p in phones for uid, told in p.answered.items() if found.get(uid) != told]
        assert lost == []
    assert len(found) >= KILLS
    assert store.value("PRAGMA integrity_check") == "ok"
    assert differences(store) == []
