"""Pieces of things drawn before pieces were kept: found again from the kept shapes.

Earlier versions kept the whole reach of a thing along the road as one interval.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground, along
from clearance.exchange.plans.snapshot import ground_of
from clearance.geo import crs as systems
from clearance.geo.places import METRES
from clearance.rules.basics.changes import Change
from clearance.rules.corridor.handover import Span
from clearance.rules.corridor.pieces import spans_of
from clearance.rules.records.subjects import BLOCKERS
from clearance.store import Store
from clearance.store.cases.snapshot import list_known
from clearance.store.journal import meta

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Undivided:
    """A thing kept as one interval whose shape lies along the road in several pieces."""

    subject: str
    row: Row
    place: Row

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces of its shape, along the road."""
        return spans_of(self.place["parts"])

    def change(self) -> Change:
        """The revision that keeps the pieces; refused when the thing changed meanwhile."""
        row, place = self.row, self.place
        patch = {name: place[name] for name in METRES if place[name] != row[name]}
        given: Row = {"project_uid": row["project_uid"], "based_on": row["version"]}
        return Change(self.subject, row["uid"], "revised", patch, **given)


def undivided(store: Store) -> Iterator[Undivided]:
    """The office's own things kept as one interval, by kind and uid, placed on their road again.

    Shapes are placed in the legal system of the project (EPSG), chainages in whole metres.
    """
    ground, own = ground_of(store), meta.project_uid(store)
    for subject in BLOCKERS if ground.alignment else ():
        rows = [
            row
            for row in list_known(store, subject)
            if row["project_uid"] == own and _is_whole(row)
        ]
        for row, place in zip(rows, _places(ground, rows), strict=True):
            if place["parts"] and place["alignment_uid"] == row["alignment_uid"]:
                yield Undivided(subject, row, place)


def _is_whole(row: Row) -> bool:
    is_placed = row["alignment_uid"] is not None and row["chainage_from_m"] is not None
    return is_placed and row["parts"] is None and bool(row.get("shape"))


def _places(ground: Ground, rows: list[Row]) -> list[Row]:
    shapes = [
        systems.convert_shapes(shapely.from_wkb(row["shape"]), row["crs"], ground.crs)
        for row in rows
    ]
    return along(ground, np.array(shapes, dtype=object)) if rows else []
