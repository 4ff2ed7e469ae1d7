"""Phones without signal, replies cut and doubled, server and phones killed: each report once.

EVENTS=5000 .venv/bin/pytest tests/scale/test_outboxes.py for more of the same.
"""

import hashlib
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from io import BytesIO
from pathlib import Path
from random import Random
from threading import Semaphore
from typing import Any

import pytest
from PIL import Image

from clearance.record.replay import differences
from clearance.rules.basics.changes import new_uid
from clearance.store import Store, open_store
from clearance.store.journal.remarks import WHY
from tests import given
from tests.given import KEY
from tests.scale.test_kill import a_token, serve
from tests.servers import SERVERS

EVENTS = int(os.environ.get("EVENTS", "500"))
PHONES, HOUSES = 5, 4
#: Released at every reply a phone has heard.
HEARD = Semaphore(0)
JPEG = BytesIO()
Image.effect_noise((90, 70), 50).save(JPEG, "JPEG")


class Server:
    """One address; the process behind it is killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        """A fresh process on the same data."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self.process = SERVERS.Process(target=serve, args=(str(self.folder), listener), daemon=True)
        self.process.start()
        listener.close()

    def kill(self) -> None:
        """kill -9, then start again."""
        self.process.kill()
        self.process.join(30)
        self.start()


class Phone:
    """The rules of static/js/phones/sender.js; its outbox is a file, its memory dies with it."""

    def __init__(self, path: Path, token: str, rng: Random) -> None:
        self.path, self.token, self.rng = path, token, rng
        with closing(self._open()) as db:
            db.execute(
                "CREATE TABLE item (seq INTEGER PRIMARY KEY, body TEXT, photo BLOB,"
                " announced INT DEFAULT 0, shown INT DEFAULT 0, state TEXT)"
            )
            db.commit()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)

    def tap(self, house: str, words: str, photo: bytes | None) -> None:
        """Write first."""
        body = {
            "uid": new_uid(),
            "notice": new_uid(),
            "subject": "household",
            "subject_uid": house,
            "fact": "visited",
            "why": words,
            "evidence": [hashlib.sha256(photo).hexdigest()] if photo else [],
        }
        with closing(self._open()) as db:
            db.execute(
                "INSERT INTO item (body, photo, state) VALUES (?, ?, 'waiting')",
                (json.dumps(body), photo),
            )
            db.commit()

    def flush(self, port: int) -> None:
        """Send until nothing waits or the line, or the phone, dies."""
        with closing(self._open()) as db, suppress(OSError, HTTPException, Died):
            while self._round(db, port):
                db.commit()

    def _round(self, db: sqlite3.Connection, port: int) -> bool:
        rows = db.execute(
            "SELECT seq, body, photo, announced, shown FROM item"
            " WHERE state = 'waiting' ORDER BY seq"
        ).fetchall()
        blocked, words, pictures = set(), [], []
        for seq, text, photo, announced, shown in rows:
            body = json.loads(text)
            notice = body.pop("notice")
            if body["subject_uid"] in blocked:
                continue
            if photo is None or shown:
                words.append((seq, body | ({"about": notice} if announced else {}), False))
                continue
            blocked.add(body["subject_uid"])
            if announced:
                pictures.append((seq, body["evidence"][0], photo))
            else:
                words.append((seq, body | {"uid": notice}, True))
        if words:
            self._say(db, port, words[:20])
        elif pictures:
            self._show(db, port, *pictures[0])
        return bool(words or pictures)

    def _say(self, db: sqlite3.Connection, port: int, words: list[Any]) -> None:
        answers = self._ask(port, "POST", "/sync", json.dumps([w[1] for w in words]).encode())
        for (seq, _body, is_notice), told in zip(words, answers, strict=True):
            if told["standing"] == "accepted":
                db.execute("UPDATE item SET state = 'sent' WHERE seq = ?", (seq,))
            elif is_notice and told["code"] == "photo_awaited":
                db.execute("UPDATE item SET announced = 1 WHERE seq = ?", (seq,))
            else:
                db.execute("UPDATE item SET state = ? WHERE seq = ?", (told["code"], seq))

    def _show(self, db: sqlite3.Connection, port: int, seq: int, sha: str, photo: bytes) -> None:
        told = self._ask(port, "PUT", f"/photo/{sha}?offset=0&size={len(photo)}", b"")
        while not told["done"]:
            at = told["have"]
            piece = photo[at : at + 1024]
            told = self._ask(port, "PUT", f"/photo/{sha}?offset={at}&size={len(photo)}", piece)
        db.execute("UPDATE item SET shown = 1 WHERE seq = ?", (seq,))

    def _ask(self, port: int, method: str, path: str, body: bytes) -> Any:
        """One request; now and then it is sent twice, its reply is cut, or the phone dies."""
        luck = self.rng.random()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        for _ in range(2 if luck < 0.1 else 1):
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as wire:
                wire.request(method, path, body, headers)
                if 0.1 < luck < 0.2:
                    raise OSError("the line is cut before the reply")
                reply = wire.getresponse()
                told = json.loads(reply.read())
        if 0.2 < luck < 0.3:
            raise Died
        assert reply.status == 200, told
        HEARD.release()
        return told


def a_storm(server: Server, phones: list[Phone], rng: Random) -> None:
    """All phones find signal at once; the server is killed in the middle of it."""
    with ThreadPoolExecutor(PHONES) as pool:
        jobs = [pool.submit(phone.flush, server.port) for phone in phones]
        for _ in range(rng.randint(1, 12)):
            HEARD.acquire(timeout=0.3)
        server.kill()
    assert [job.exception() for job in jobs] == [None] * PHONES


class Died(Exception):
    """The phone is killed with the reply in its hand and nothing of it written down."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The server's own store with the households of every phone."""
    (tmp_path / "digest.key").write_bytes(KEY)
    made = given.a_project(open_store(tmp_path / "clearance.sqlite", KEY))
    for number in range(HOUSES):
        given.a_household(made, f"h{number}")
    yield made
    made.close()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_hundreds_of_reports_made_without_signal_arrive_once_each_and_in_order(
    store: Store, tmp_path: Path
) -> None:
    rng, token = Random(2026), a_token(store)
    phones = [Phone(tmp_path / f"phone{n}", token, Random(n)) for n in range(PHONES)]
    server, made, kills = Server(tmp_path), [], 0
    for number in range(EVENTS):
        at = rng.randrange(PHONES)
        house, words = f"h{rng.randrange(HOUSES)}", f"{at}: {number}"
        photo = JPEG.getvalue() + number.to_bytes(4) if rng.random() < 0.15 else None
        phones[at].tap(house, words, photo)
        made.append((house, at, words))
        if rng.random() < 0.1:
            phones[rng.randrange(PHONES)].flush(server.port)
        if rng.random() < 0.06:
            a_storm(server, phones, rng)
            kills += 1
    while any(map(_waits, phones)):
        for phone in phones:
            phone.flush(server.port)
    server.process.kill()
    server.process.join(30)
    assert kills >= EVENTS // 25
    assert {state for phone in phones for state in _states(phone)} == {"sent"}
    rows = store.query(
        f"SELECT subject_uid, {WHY} FROM change c WHERE fact = 'visited'"
        " AND standing = 'accepted' ORDER BY seq"
    )
    assert sorted(row["why"] for row in rows) == sorted(words for *_, words in made)
    for house in range(HOUSES):
        for at in range(PHONES):
            told = [
                r["why"]
                for r in rows
                if r["subject_uid"] == f"h{house}" and r["why"].startswith(f"{at}:")
            ]
            assert told == [w for h, p, w in made if (h, p) == (f"h{house}", at)]
    assert differences(store) == []


def _states(phone: Phone) -> list[str]:
    with closing(phone._open()) as db:
        return [row[0] for row in db.execute("SELECT state FROM item")]


def _waits(phone: Phone) -> bool:
    return "waiting" in _states(phone)
