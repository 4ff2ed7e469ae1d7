"""Each part of a road on a day: metres by state, how the clear ones hang together, entry points."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from clearance.reports.corridor.commune_bands import commune_bands
from clearance.rules.corridor.handover import CLEAR, Handover, metres, stretches, within
from clearance.rules.corridor.usable_sums import usable_sum
from clearance.store import Store
from clearance.store.corridor import corridor

Row = dict[str, Any]


#: The key and kind of the whole line among its parts.
WHOLE = "whole"


def all_parts(store: Store, road: Row) -> list[Row]:
    """The whole road, its packages, its communes, its segments, each with its usable length.

    A package may have a length of its own, which its segments share; all else goes by the
    project's.
    """
    uid, least_m = road["uid"], corridor.usable_m(store, road["project_uid"])
    start = road["start_m"] or 0
    whole = {
        "kind": WHOLE,
        "code": road["code"],
        "name": road["name"] or road["code"],
        "from_m": start,
        "to_m": start + road["length_m"],
        "usable_m": least_m,
    }
    packages = [
        {**row, "kind": "package", "usable_m": row["usable_m"] or least_m}
        for row in corridor.list_packages(store, uid)
    ]
    units = [{**row, "kind": "commune", "usable_m": least_m} for row in commune_bands(store, road)]
    segments = [
        {
            **row,
            "kind": "segment",
            "name": row["code"],
            "usable_m": _length_in(packages, row, least_m),
        }
        for row in corridor.list_bands(store, uid)
    ]
    rows = (whole, *packages, *units, *segments)
    return list(_keyed(rows))


def _keyed(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with the key that names each in addresses; a commune entered again tells where."""
    known: set[str] = set()
    for row in rows:
        key = f"{row['kind']}:{row['code']}"
        yield row | {"key": f"{key}@{row['from_m']}" if key in known else key}
        known.add(key)


def _length_in(packages: list[Row], segment: Row, least_m: int) -> int:
    """The usable length of the package a segment begins in."""
    at = segment["from_m"]
    return next((p["usable_m"] for p in packages if p["from_m"] <= at < p["to_m"]), least_m)


def usable_sums(store: Store, road: Row, state: Handover) -> list[Row]:
    """For each kind of part: its usable metres in all, and why they are not those of the line."""
    whole, *parts = all_parts(store, road)
    kinds = dict.fromkeys(part["kind"] for part in parts)
    rows = []
    for kind in kinds:
        own = [(p["from_m"], p["to_m"], p["usable_m"]) for p in parts if p["kind"] == kind]
        found = usable_sum(state.full, whole["usable_m"], own)
        rows.append({"kind": kind, "total_m": found.total_m, **asdict(found)})
    return rows


def _clear_m(state: Handover, part: Row) -> int:
    return metres(within(state.full, part["from_m"], part["to_m"]))[CLEAR]


def patchwork_rows(store: Store, road: Row, state: Handover, main: Handover) -> list[Row]:
    """Every part of a road with its metres; clear + blocked + unknown = its length.

    `main_clear_m`: clear metres where only things of the main scope of works count (`main`).
    """
    runs = state.full
    rows = []
    for part in all_parts(store, road):
        inside = within(runs, part["from_m"], part["to_m"])
        counted, patches = metres(inside), stretches(inside, part["usable_m"])
        rows.append(
            {
                **part,
                **{f"{state}_m": n for state, n in counted.items()},
                "main_clear_m": _clear_m(main, part),
                "length_m": sum(counted.values()),
                "stretches": patches.number,
                "longest_m": patches.longest_m,
                "median_m": patches.median_m,
                "in_usable_m": patches.usable_m,
                "entries": [(s.from_m, s.to_m, s.is_usable) for s in patches.stretches],
            }
        )
    return rows
