"""Parcels of many roads, written straight into the tables a map reads: as many as wanted."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import shapely
from flask import Flask

from clearance import create_app
from clearance.geo.alignment import Alignment
from clearance.geo.crs import DEFAULT, WGS84, convert, to_web
from clearance.maps.strips import strip_rows
from clearance.rules.basics.actors import Who
from clearance.rules.corridor.handover import STATES, Run
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.corridor import strips
from clearance.store.engine.bulk_load import loading
from clearance.store.keeping import transfer

#: One road: 48 km, five rows of parcels across 216 m.
EACH, LONG_M, ROWS, WIDE_M = 5_000, 48_000, 5, 216.0
#: Who looks, and the day that is looked at.
LEADER, DAY = Who("leader", "leader", "leader"), "2026-11-28"
_CORNERS = 10
_SHAPE = (
    "id",
    "subject",
    "subject_uid",
    "crs",
    "legal_wkb",
    "web_wkb",
    "min_x",
    "min_y",
    "max_x",
    "max_y",
)
_PARCEL = (
    "uid",
    "project_uid",
    "version",
    "code",
    "unit_uid",
    "alignment_uid",
    "chainage_from_m",
    "chainage_to_m",
    "side",
    "stage",
    "cleared_on",
)


@dataclass(frozen=True, slots=True)
class Road:
    """One of the roads, by its number."""

    number: int

    @property
    def uid(self) -> str:
        """Its identifier."""
        return f"al{self.number}"

    def at(self, along: np.ndarray, aside: np.ndarray) -> np.ndarray:
        """Plane coordinates of places along and beside its winding line."""
        column, row = self.number % 20, self.number // 20
        middle = 700 * np.sin(along / 3000)
        return np.column_stack(
            [380_000 + column * 6_000 + middle + aside, 1_900_000 + row * 60_000 + along]
        )

    def line(self) -> shapely.LineString:
        """Its centreline."""
        along = np.linspace(0, LONG_M, 2_401)
        return shapely.LineString(self.at(along, np.zeros(len(along))))


def centre() -> tuple[float, float]:
    """Latitude and longitude of a place on the first road."""
    ((x, y),) = convert(Road(0).at(np.array([24_000.0]), np.zeros(1)), DEFAULT, WGS84).tolist()
    return (y, x)


def build(folder: Path, count: int) -> Flask:
    """An application opened on a file of so many parcels, at least one road's."""
    settings = read_settings({"CLEARANCE_DATA": str(folder)})
    app = create_app(settings)
    store: Store = app.extensions["clearance"].store
    roads = [Road(n) for n in range(max(count // EACH, 1))]
    with store.atomic(), loading(store, transfer.TABLES):
        _few(store, roads)
        for road in roads:
            shapes, parcels = _land(road)
            store.load("parcel", _PARCEL, [parcels])
            store.load("shape", _SHAPE, [shapes])
    for road in roads:
        measured = Alignment(road.line())
        rows = strip_rows(road.uid, measured, list(_runs(road)), DEFAULT)
        strips.replace(store, {"uid": road.uid, "mark": None}, rows)
    store.close()  # what was loaded is carried into the file
    gc.collect()
    gc.freeze()  # what loading left behind is no part of a server's own rounds
    return create_app(settings)


def _few(store: Store, roads: list[Road]) -> None:
    """Project, one leader with an area, the roads themselves."""
    store.load(
        "project",
        ("uid", "project_uid", "version", "code", "name", "crs"),
        [[("p", "p", 1, "P", "P", DEFAULT)]],
    )
    store.load(
        "person",
        ("uid", "project_uid", "version", "name", "role", "is_active"),
        [[("leader", "p", 1, "leader", "leader", 1)]],
    )
    store.load(
        "unit",
        ("uid", "project_uid", "version", "code", "name", "kind"),
        [[("u", "p", 1, "U", "U", "commune")]],
    )
    store.load(
        "scope",
        ("uid", "project_uid", "version", "person_uid", "unit_uid"),
        [[("s", "p", 1, "leader", "u")]],
    )
    store.load(
        "alignment",
        ("uid", "project_uid", "version", "code", "start_m", "length_m"),
        [[(r.uid, "p", 1, f"R{r.number:03}", 0, LONG_M) for r in roads]],
    )
    lines = np.array([road.line() for road in roads], dtype=object)
    first = -len(roads)
    store.load("shape", _SHAPE, [_shapes("alignment", [r.uid for r in roads], lines, first, True)])


def plots(road: Road, chance: np.random.Generator) -> np.ndarray:
    """A road's parcels, in its plane metres: ten crooked corners each, row beside row."""
    cell = np.arange(EACH)
    along, row = cell // ROWS * (LONG_M * ROWS / EACH), cell % ROWS
    turn = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    radius = chance.uniform(0.8, 1.15, (EACH, _CORNERS))
    x = (along + 24)[:, None] + 24 * radius * np.cos(turn)
    y = ((row - 2) * WIDE_M / ROWS)[:, None] + WIDE_M / ROWS / 2 * radius * np.sin(turn)
    corners = road.at(x.ravel(), y.ravel()).reshape(EACH, _CORNERS, 2)
    return np.asarray(shapely.polygons(np.concatenate([corners, corners[:, :1]], axis=1)))


def _land(road: Road) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Shape rows and parcel rows of a road."""
    chance = np.random.default_rng(road.number)
    cell, drawn = np.arange(EACH), plots(road, chance)
    along, row = cell // ROWS * (LONG_M * ROWS / EACH), cell % ROWS
    uids = [f"{road.uid}-{n}" for n in range(EACH)]
    cleared = chance.random(EACH // 50).repeat(50) < 0.7
    parcels = [
        (
            uid,
            "p",
            1,
            f"T{road.number:03}-{n:04}",
            "u",
            road.uid,
            int(along[n]),
            int(along[n]) + 48,
            "left" if row[n] < 2 else "right",
            "handed_over" if cleared[n] else "measured",
            "2026-06-01" if cleared[n] else None,
        )
        for n, uid in enumerate(uids)
    ]
    return _shapes("parcel", uids, drawn, 1 + road.number * EACH, False), parcels


def _shapes(
    subject: str, uids: list[str], shapes: np.ndarray, first: int, keeps_legal: bool
) -> list[tuple[Any, ...]]:
    legal = shapely.to_wkb(shapes)
    web = to_web(legal, DEFAULT)
    boxes = shapely.bounds(shapely.from_wkb(web)).tolist()
    return [
        (
            first + n,
            subject,
            uid,
            DEFAULT,
            bytes(legal[n]) if keeps_legal else b"",
            bytes(web[n]),
            *boxes[n],
        )
        for n, uid in enumerate(uids)
    ]


def _runs(road: Road) -> Iterator[Run]:
    """Runs of some 700 m, two thirds of them clear."""
    chance, at = Random(road.number), 0
    while at < LONG_M:
        end = min(at + chance.randrange(100, 1400), LONG_M)
        yield Run(at, end, chance.choices(STATES, (6, 3, 1))[0])
        at = end
