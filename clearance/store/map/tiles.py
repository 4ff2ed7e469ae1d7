"""What map tiles are made of: shapes apart from standing, both of the person's own area.

CROSS JOIN keeps SQLite to the order written: first what the box holds, then whose that is.
"""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import in_box
from clearance.store.engine.scope import bounds, within
from clearance.store.map.shapes import SOURCES, STUCK, Box, corners, list_plain, stages

#: What a journal row may be about and change how a thing on the map stands.
_TOUCHING = "('household', 'parcel', 'structure', 'utility', 'grave', 'obstacle')"
_TOUCHED = (  # the newest rows, what they are about, and what an obstacle among them stops
    "WITH said(uid) AS (SELECT subject_uid FROM change WHERE seq > :after AND seq <= :upto"  # noqa: S608
    f" AND standing = 'accepted' AND subject IN {_TOUCHING}),"
    " touched(uid) AS (SELECT uid FROM said UNION SELECT o.subject_uid FROM obstacle o"
    " JOIN said ON said.uid = o.uid)"
)


def list_shapes(store: Store, who: Who, today: str, layer: str, box: Box) -> list[Row]:
    """Number, code and web shape of a layer's things in a box (EPSG:3857) and in the area."""
    if layer not in SOURCES:
        return list_plain(store, layer, box)
    source = SOURCES[layer]
    return store.query(
        f"SELECT s.id, t.code, s.web_wkb FROM shape_box b CROSS JOIN shape s"  # noqa: S608 – from the table
        f" CROSS JOIN {source.table} t WHERE s.id = b.id AND t.uid = s.subject_uid"
        f" AND s.subject = '{source.table}'"
        f" AND {in_box(store)} AND {_in_area(source.unit)} ORDER BY s.id",
        **corners(box),
        **bounds(who, today),
    )


def list_standing(
    store: Store, who: Who, today: str, as_of: str, layer: str, box: Box, most: int
) -> list[Row]:
    """How the things of a layer in a box and in the area stand, one over `most` at most."""
    near = f" FROM shape_box b CROSS JOIN shape s{_OWN} AND s.id = b.id AND {in_box(store)}"
    sql = _standing(layer, as_of == today, near)
    return store.query(
        f"{sql} ORDER BY s.id LIMIT :most",
        as_of=as_of,
        most=most + 1,
        **corners(box),
        **bounds(who, today),
    )


def list_touched(
    store: Store, who: Who, today: str, layer: str, span: tuple[int, int], most: int
) -> list[Row]:
    """How the things stand that journal rows in (after, upto] may have moved, in the area."""
    table, household = SOURCES[layer].table, SOURCES[layer].household
    owned = f" UNION SELECT t.uid FROM touched JOIN {table} t ON {household} = touched.uid"  # noqa: S608
    ours = "" if household == "NULL" else owned
    found = f", found(uid) AS (SELECT uid FROM touched{ours})"  # noqa: S608
    near = f" FROM found CROSS JOIN shape s{_OWN} AND s.subject_uid = found.uid"
    sql = _TOUCHED + found + _standing(layer, True, near)
    return store.query(
        f"{sql} ORDER BY s.id LIMIT :most",
        after=span[0],
        upto=span[1],
        as_of=today,
        most=most + 1,
        **bounds(who, today),
    )


def _in_area(column: str) -> str:
    """The area tested thing by thing: the box finds them, no index of a unit's may be taken."""
    return within(f"COALESCE({column}, '')")


_OWN = (
    " CROSS JOIN {table} t LEFT JOIN household h ON h.uid = {household}"
    " WHERE t.uid = s.subject_uid AND s.subject = '{table}'"
)


def _standing(layer: str, is_now: bool, near: str) -> str:
    """The columns from which a status follows; `near` finds the shapes `s`."""
    source = SOURCES[layer]
    stage = stages(source.table, is_now)
    found = near.format(table=source.table, household=source.household)
    return (
        f" SELECT s.id, t.cleared_on, {source.public} AS is_public, {stage[0]} AS stage,"
        f" {stage[1]} AS household_stage,"
        f" {STUCK.replace('t.household_uid', source.household)} AS obstacles"
        f"{found} AND {_in_area(source.unit)}"
    )
