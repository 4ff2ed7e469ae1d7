"""What an invented office says of its households and their land, by their number."""

import hashlib
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from clearance.rules.basics.names import fold, sort_key

PROJECT, OFFICE = "b1000000-0000-4000-8000-000000000001", "b1000000-0000-4000-8000-000000000002"
STEPS = (
    "notified",
    "inventoried",
    "origin_confirmed",
    "plan_drafted",
    "plan_posted",
    "consulted",
    "appraised",
    "plan_approved",
)
#: Reports of what was said at the door, after the steps.
VISITS = 19
REPORTS = len(STEPS) + VISITS
_FIRST = date(2024, 1, 2)
_FAMILIES, _GIVEN = ("Nông", "Hoàng", "Đặng", "Lường", "Triệu"), ("Sành", "Mẩy", "Kháng", "Hiển")


def as_uid(digest: str) -> str:
    """An identifier out of a hash: scattered like those of every office."""
    return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


@lru_cache(maxsize=600_000)
def uid_of(kind: str, number: int) -> str:
    """The identifier of one thing of a kind."""
    return as_uid(hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest())


def day_of(turn: int) -> str:
    """The day of one round of reports."""
    return (_FIRST + timedelta(days=14 * turn)).isoformat()


def unit(number: int) -> dict[str, Any]:
    """One commune."""
    return {"code": f"{number:05}", "name": f"Xã {number:05}", "kind": "commune"}


def household(number: int, unit_uid: str) -> dict[str, Any]:
    """One household."""
    return {
        "code": f"H-{number:06}",
        "kind": "household",
        "unit_uid": unit_uid,
        "village": f"Thôn {number % 97}",
        "is_relocating": 0,
    }


def money(number: int) -> int:
    """What a household is to get, in đồng."""
    return 1_000 * (40_000 + number * 7_919 % 900_000)


def person(number: int, uid: str) -> dict[str, Any]:
    """The name that stands outside the journal."""
    name = f"{_FAMILIES[number % 5]} Văn {_GIVEN[number % 4]}"
    return {
        "subject_uid": uid,
        "subject": "household",
        "full_name": name,
        "sort_key": sort_key(name),
    }


def land(number: int, unit_uid: str, household_uid: str) -> dict[str, Any]:
    """One parcel."""
    at = number // 2 * 15 % 400_000
    return {
        "code": f"T-{number:07}",
        "unit_uid": unit_uid,
        "household_uid": household_uid,
        "map_sheet_no": str(number // 500),
        "parcel_no": str(number % 500 + 1),
        "area_recovered_m2": 350.5 + number % 900,
        "land_use_code": "LUC",
        "is_public": 0,
        "chainage_from_m": at,
        "chainage_to_m": at + 15,
        "side": ("left", "right")[number % 2],
    }


def shapes(numbers: range) -> list[str]:
    """Ten-cornered parcels in rows of twenty thousand, in plane metres, as hex WKB."""
    n = np.arange(numbers.start, numbers.stop)
    angle, chance = np.linspace(0, 2 * np.pi, 11)[:-1], np.random.default_rng(numbers.start)
    reach = chance.uniform(9, 14, (len(n), 10))
    east = 420_000 + (n // 20_000 % 10 * 9_000)[:, None] + reach * np.cos(angle)
    north = 2_300_000 + (n % 20_000 * 12)[:, None] + reach * np.sin(angle)
    rings = np.round(np.stack([east, north], axis=2), 2)
    return [str(text).upper() for text in shapely.to_wkb(shapely.polygons(rings), hex=True)]


def words(subject: str, uid: str, *told: str) -> dict[str, Any]:
    """The words a thing is found by."""
    return {"subject": subject, "subject_uid": uid, "words": " ".join(fold(one) for one in told)}
