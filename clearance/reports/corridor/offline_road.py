"""The roads as a phone keeps them: enough to tell a place on the road without signal."""

from typing import Any

from clearance.geo.nodes import whole_steps
from clearance.reports.corridor.ground import line_of
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.cache import cached
from clearance.store.map import shapes


def version(store: Store) -> str:
    """What changes whenever a road does."""
    return " ".join(f"{row['uid']}:{row['version']}" for row in corridor.list_alignments(store))


@cached(version)
def roads(store: Store) -> list[dict[str, Any]]:
    """Uid, code and nodes (see geo.nodes) of each road that has been drawn."""
    drawn = [(row, shapes.find_shape(store, row["uid"])) for row in corridor.list_alignments(store)]
    return [
        {
            "uid": row["uid"],
            "code": row["code"],
            "nodes": whole_steps(line_of(row, shape), shape["crs"]),
        }
        for row, shape in drawn
        if shape
    ]
