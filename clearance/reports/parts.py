"""Each part of a road on a day: metres by state, how the clear ones hang together, entry points."""

from typing import Any

from clearance.reports.ground import on_day
from clearance.reports.moves import parts_of
from clearance.rules.handover import metres, stretches, within
from clearance.store import Store, corridor

Row = dict[str, Any]


def segment_rows(store: Store, road: Row) -> list[Row]:
    """Handover segments of a road as parts, the usable length that of the package they lie in."""
    whole, *others = parts_of(store, road)[0]
    packages = [row for row in others if row["kind"] == "package"]
    return [
        row | {"kind": "segment", "key": f"segment:{row['code']}", "name": row["code"],
               "usable_m": next((p["usable_m"] for p in packages
                                 if p["from_m"] <= row["from_m"] < p["to_m"]), whole["usable_m"])}
        for row in corridor.list_bands(store, road["uid"])
    ]  # fmt: skip


def all_parts(store: Store, road: Row) -> list[Row]:
    """The whole road, its packages, its communes, its segments."""
    return parts_of(store, road)[0] + segment_rows(store, road)


def patchwork_rows(store: Store, road: Row, as_of: str) -> list[Row]:
    """Every part of a road with its metres on a day; clear + blocked + unknown = its length."""
    runs = on_day(store, road, as_of).full
    rows = []
    for part in all_parts(store, road):
        inside = within(runs, part["from_m"], part["to_m"])
        counted, patches = metres(inside), stretches(inside, part["usable_m"])
        rows.append({
            **part, **{f"{state}_m": n for state, n in counted.items()},
            "length_m": sum(counted.values()), "stretches": patches.number,
            "longest_m": patches.longest_m, "median_m": patches.median_m,
            "usable_share": patches.usable_share, "in_usable_m": patches.usable_m,
            "entries": [(s.from_m, s.to_m, s.is_usable) for s in patches.stretches],
        })  # fmt: skip
    return rows
