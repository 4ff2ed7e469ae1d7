"""The things in view with their states and obstacles through time: enough for any day."""

from dataclasses import dataclass

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import in_box
from clearance.store.engine.scope import bounds, within
from clearance.store.map.shapes import SOURCES, Box


@dataclass(frozen=True, slots=True)
class Facts:
    """Things, and the states and the obstacles of them and their households."""

    things: list[Row]
    states: list[Row]
    obstacles: list[Row]


def list_facts(store: Store, who: Who, today: str, layer: str, box: Box, most: int) -> Facts:
    """The facts of one layer of cases in a box (EPSG:3857) and in the person's area."""
    source = SOURCES[layer]
    near = (
        f"WITH near AS (SELECT s.id, t.uid, t.code, t.cleared_on, {source.public} AS is_public,"  # noqa: S608
        f" {source.household} AS household_uid FROM shape_box b JOIN shape s"
        f" ON s.id = b.id JOIN {source.table} t ON t.uid = s.subject_uid"
        f" WHERE s.subject = '{source.table}' AND {in_box(store)} AND {within(source.unit)}"
        " ORDER BY s.id LIMIT :most),"
        " own(uid) AS (SELECT uid FROM near UNION SELECT household_uid FROM near)"
    )
    values = dict(zip(("west", "south", "east", "north"), box, strict=True))
    values |= {"most": most, **bounds(who, today)}
    return Facts(*(store.query(f"{near} {part}", **values) for part in _PARTS))


_PARTS = (
    "SELECT n.* FROM near n ORDER BY n.id",
    "SELECT k.subject_uid, k.from_day, k.stage FROM case_state k JOIN own ON own.uid ="
    " k.subject_uid ORDER BY k.subject_uid, k.from_day",
    "SELECT b.subject_uid, b.from_day, b.to_day FROM open_obstacle b JOIN own ON own.uid ="
    " b.subject_uid",
)
