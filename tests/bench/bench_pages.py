"""Every page of the three people at province scale, in-process: as kept, and after a change."""

from collections.abc import Iterator
from itertools import count
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from clearance.record import record
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from tests.bench.registry import Figure, Setup, benchmark, tail, timed_ms
from tests.bench.world import a_demo, client_as
from tests.engines import ENGINES

PAGES = {
    "cadre": ("/", "/households/", "/graves/", "/search?q=nguyen"),
    "leader": ("/corridor", "/map", "/communes/", "/late"),
    "liaison": ("/segments/", "/corridor", "/segments/?format=csv"),
}
#: Pages that keep what they have worked out until the journal grows.
KEPT = {
    "cadre": ("/",),
    "leader": ("/corridor", "/corridor/moves", "/corridor/unlock", "/late", "/map"),
    "liaison": ("/segments/",),
}


@benchmark("pages", ENGINES)
def pages(setup: Setup) -> Iterator[Figure]:
    """p95 of each page, signed in as the person it is made for."""
    scale = "district" if setup.is_quick else "province"
    with a_demo(setup, scale) as app:
        for role, paths in PAGES.items():
            client = client_as(app, role)
            for path in paths:
                spent = timed_ms(lambda c=client, p=path: _got(c, p), setup.times(40))  # type: ignore[misc]
                yield Figure(f"page {path} p95", f"{scale}, {role}", tail(spent, 95), "ms", 100)


def _got(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")


@benchmark("anew", ENGINES)
def anew(setup: Setup) -> Iterator[Figure]:
    """The same when somebody has just recorded a visit: nothing worked out before may be told."""
    scale, number = "district" if setup.is_quick else "province", count()
    with a_demo(setup, scale) as app:
        for role, paths in KEPT.items():
            client = client_as(app, role)
            for path in paths:
                spent = []
                for _ in range(setup.times(40)):
                    _visit(app, next(number))
                    start = perf_counter()
                    _got(client, path)
                    spent.append((perf_counter() - start) * 1000)
                size = f"{scale}, {role}"
                yield Figure(f"page {path} after a change p95", size, tail(spent, 95), "ms")


def _visit(app: Flask, number: int) -> None:
    """A cadre has been to one more household."""
    desk = app.extensions["clearance"]
    row = desk.store.query(
        "SELECT h.uid, h.project_uid, p.uid AS who, p.name FROM household h"
        " JOIN person p ON p.uid = h.holder_uid WHERE p.role = 'cadre'"
        " ORDER BY h.code LIMIT 1 OFFSET :number",
        number=number,
    )[0]
    change = Change("household", row["uid"], "visited", project_uid=row["project_uid"], why="Gặp")
    told = record(desk.store, change, Who(row["who"], row["name"], "cadre"), desk.clock())
    if not told.is_accepted:
        raise RuntimeError(f"visit: {told.reason}")
