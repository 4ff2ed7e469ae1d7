"""Real `flask serve` processes, and phones that send to them at a steady rate over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Barrier

from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.people import accounts, secrets
from tests.machines import until

ROOT = Path(__file__).parents[1]
#: Phones at each server.
PHONES = 4


@contextmanager
def app_servers(environment: dict[str, str], count: int) -> Iterator[list[int]]:
    """So many servers on one database and one data folder; gives their ports."""
    ports = [free_port() for _ in range(count)]
    servers = [_started(port, environment) for port in ports]
    try:
        for port, server in zip(ports, servers, strict=True):
            until(lambda p=port, s=server: s.poll() is None and _answers(p), "no server")  # type: ignore[misc]
        yield ports
    finally:
        for server in servers:
            server.kill()
            server.wait(30)


def free_port() -> int:
    """A port of this machine nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _started(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=quiet, stderr=quiet
    )


def _answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as wire:
        try:
            wire.request("GET", "/health")
            return wire.getresponse().status == 200
        except OSError:
            return False


def a_token(store: Store, person_uid: str) -> str:
    """A token for somebody's phones."""
    token, now = secrets.new_token(), datetime.now(UTC)
    accounts.open_session(
        store,
        uid=new_uid(),
        token_hash=secrets.token_hash(token),
        person_uid=person_uid,
        kind="token",
        device="máy",
        created_at=stamp(now),
        expires_at=stamp(now + timedelta(1)),
    )
    return token


@dataclass(frozen=True, slots=True)
class Round:
    """One phone's reports: which households at which server, how many a second."""

    port: int
    token: str
    uids: tuple[str, ...]
    rate: float
    seed: int


def send(turn: Round, gate: Barrier) -> list[tuple[str, float]]:
    """Report on each household at its due moment; standing and milliseconds from then."""
    chance, answers = Random(turn.seed), []
    with closing(HTTPConnection("127.0.0.1", turn.port, timeout=30)) as wire:
        span = len(turn.uids) / turn.rate  # Poisson moments, given their number, are uniform
        moments = sorted(chance.uniform(0, span) for _ in turn.uids)
        gate.wait()
        start = time.monotonic()
        for uid, moment in zip(turn.uids, moments, strict=True):
            due = start + moment
            time.sleep(max(0.0, due - time.monotonic()))
            answers.append((_report(wire, turn, uid), (time.monotonic() - due) * 1000))
    return answers


def _report(wire: HTTPConnection, turn: Round, uid: str) -> str:
    one = {
        "uid": new_uid(),
        "subject": "household",
        "subject_uid": uid,
        "fact": "visited",
        "patch": {"note": "Đã gặp"},
        "device": f"máy-{turn.port}",
    }
    headers = {"Authorization": f"Bearer {turn.token}", "Content-Type": "application/json"}
    wire.request("POST", "/sync", json.dumps([one]), headers)
    answer = wire.getresponse()
    told = json.loads(answer.read())
    return str(told[0]["standing"]) if answer.status == 200 else f"http {answer.status}"


def together(
    ports: list[int], token: str, uids: list[str], rate: float
) -> tuple[list[str], list[float], float]:
    """All phones at all servers at once: what was answered, after how long (ms), in how long (s).

    `rate` reports a second in all, at random moments (Poisson).
    """
    count = len(ports) * PHONES
    gate = Barrier(count + 1)
    with ThreadPoolExecutor(count) as pool:
        rounds = [
            Round(ports[i % len(ports)], token, tuple(uids[i::count]), rate / count, i)
            for i in range(count)
        ]
        sending = [pool.submit(send, turn, gate) for turn in rounds]
        gate.wait()
        start = time.monotonic()
        answers = [answer for job in sending for answer in job.result()]
    spent = time.monotonic() - start
    return [standing for standing, _ in answers], [ms for _, ms in answers], spent


def errors(standings: list[str]) -> int:
    """Answers that are no acceptance."""
    return sum(standing != "accepted" for standing in standings)


def turns(store: Store) -> int:
    """How often the journal passes from one server's reports to another's."""
    rows = store.query("SELECT device FROM change WHERE fact = 'visited' ORDER BY seq")
    names = [row["device"] for row in rows]
    return sum(a != b for a, b in pairwise(names))


def missing_numbers(store: Store) -> int:
    """Numbers of the journal that no row has."""
    row = store.first("SELECT COUNT(*) AS n, MAX(seq) AS last FROM change") or {}
    return int(row["last"] - row["n"])
