"""Offerings on a day: the parcels of each, where its keys stand, how long nobody has answered."""

from typing import Any

from clearance.reports.handover.segments import STANDS, keys_by_uid, stands, waiting_days
from clearance.rules.records.invalidation import HANDOVER
from clearance.store import Store
from clearance.store.corridor import offerings
from clearance.store.journal.cache import cached

Row = dict[str, Any]
#: Where an offering stands: listed, then between the two keys.
STANDINGS = ("open", "offered", "refused", "accepted")


@cached(HANDOVER)
def all_offerings(store: Store, as_of: str) -> list[Row]:
    """Every offering made by the end of a day, the newest first, as it stood."""
    keys = keys_by_uid(store, "offering", as_of)
    return [
        _told(row, keys.get(row["uid"], {}), as_of)
        for row in offerings.list_offerings(store, as_of)
    ]


def _told(row: Row, keys: dict[str, str], as_of: str) -> Row:
    standing = stands(keys, is_promised=False)
    return {
        **row,
        "standing": standing,
        "group": STANDS[standing],
        **{f"{code}_on": keys.get(code) for code in STANDINGS[1:]},
        "waiting_days": waiting_days(standing, keys, as_of),
    }


def by_standing(rows: list[Row]) -> list[Row]:
    """For each standing its offerings, parcels and legal m², counted apart."""
    return [
        {
            "standing": code,
            "group": STANDS[code],
            "offerings": len(some),
            "parcels": sum(r["parcels"] for r in some),
            "area_m2": sum(r["area_m2"] for r in some),
        }
        for code in STANDINGS
        if (some := [row for row in rows if row["standing"] == code]) or code != "open"
    ]
