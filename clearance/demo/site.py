"""What the writers of a corridor's history share: ground, people, identifiers, sums."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from clearance.demo.frame import Frame
from clearance.demo.ground import Ground
from clearance.demo.log import Log
from clearance.demo.plan import Case, Plan
from clearance.demo.staff import Staff
from clearance.demo.things import Thing
from clearance.exchange.plans.plan import Snapshot
from clearance.geo.alignment import Alignment, Interval
from clearance.rules.basics.actors import Who

#: Whole đồng a square metre: farm land with its support, and ground with a house on it.
_FARM_VND, _HOME_VND, _HOUSE_VND = 95_000, 260_000, 420_000_000


@dataclass(slots=True)
class Book:
    """Everything registered in a corridor, with identifiers in the order of the plan."""

    households: list[str]
    parcels: list[str]
    things: dict[str, list[str]] = field(default_factory=dict)
    spans: dict[str, list[Interval]] = field(default_factory=dict)
    #: Households and parcels as an import knows them.
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """What the writers of a corridor's history all need; `road`: its road as imports know it."""

    log: Log
    prefix: str
    alignment: Alignment
    ground: Ground
    plan: Plan
    frame: Frame
    staff: Staff
    things: dict[str, list[Thing]]
    road: Snapshot


def unit_of(site: Site, along_m: float) -> int:
    """Which unit of the route a chainage lies in."""
    ends = site.frame.unit_ends_m
    return min(int(np.searchsorted(ends, along_m, "right")), len(ends) - 1)


def cadre_of(site: Site, along_m: float) -> Who:
    """The cadre whose business it is: where two share a unit, one has each half kilometre."""
    team = site.staff.cadres[unit_of(site, along_m)]
    return team[int(along_m // 500) % len(team)]


def worth_vnd(site: Site, case: Case) -> int:
    """A case's approved sum: land by area, a house if there is one; in whole thousands."""
    area = float(shapely.area(site.ground.shapes[case.parcels]).sum())
    home = _HOUSE_VND + 300 * _HOME_VND if case.has_house else 0
    return round((area * _FARM_VND + home) / 1000) * 1000


def placed(site: Site, span: Interval) -> dict[str, Any]:
    """The columns that say where along the road a thing lies."""
    return {
        "alignment_uid": site.frame.alignment_uid,
        "chainage_from_m": span.chainage_from_m,
        "chainage_to_m": span.chainage_to_m,
        "side": span.side,
        "offset_m": span.offset_m,
    }
