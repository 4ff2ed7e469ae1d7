"""The map's things as rows of a table: in the person's area, filtered, in one box or all."""

from dataclasses import dataclass

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import in_box
from clearance.store.engine.scope import bounds, inside, within
from clearance.store.map.filters import NONE, Sift, passes
from clearance.store.map.shapes import SOURCES, STUCK, Box, corners, stages

#: What a row tells of its own kind.
_OWN = {
    "parcels": "t.map_sheet_no, t.parcel_no, t.area_recovered_m2",
    "structures": "t.kind, t.area_m2",
    "utilities": "t.kind",
    "graves": "t.kind, t.cemetery",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which things: of one layer, for whom, on which day, through which filters, in which box.

    `box` is in EPSG:3857.
    """

    layer: str
    who: Who
    today: str
    as_of: str
    sifted: Sift = NONE
    box: Box | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing but the area narrows them."""
        return self.box is None and not self.sifted.given

    def values(self) -> dict[str, object]:
        """What the conditions are bound with."""
        place = corners(self.box) if self.box else {}
        return {
            "as_of": self.as_of,
            **place,
            **self.sifted.values(),
            **bounds(self.who, self.today),
        }


def list_things(store: Store, wanted: Wanted, most: int, skip: int) -> list[Row]:
    """The things along the road with their state on the day."""
    source = SOURCES[wanted.layer]
    stage = stages(source.table, wanted.as_of == wanted.today)
    stuck = STUCK.replace("t.household_uid", source.household)
    return store.query(
        f"SELECT t.code, u.name AS commune, t.chainage_from_m AS from_m, t.side, t.cleared_on,"  # noqa: S608
        f" {source.public} AS is_public, {stage[0]} AS stage, {stage[1]} AS household_stage,"
        f" {stuck} AS obstacles, {_OWN[wanted.layer]} FROM {_found(store, wanted)}"
        " ORDER BY t.chainage_from_m NULLS FIRST, t.code LIMIT :most OFFSET :skip",
        most=most,
        skip=skip,
        **wanted.values(),
    )


def count_things(store: Store, wanted: Wanted) -> int:
    """How many `list_things` has in all."""
    source = SOURCES[wanted.layer]
    area = inside("t.unit_uid", wanted.who)  # without rows to test the engine counts an index
    plain = f"{source.table} t WHERE {area}" if area else f"{source.table} t"
    found = plain if wanted.is_all else _found(store, wanted)
    return int(store.value(f"SELECT COUNT(*) FROM {found}", **wanted.values()))  # noqa: S608


def _found(store: Store, wanted: Wanted) -> str:
    """Tables and conditions; CROSS JOIN keeps SQLite to the order written: first the box."""
    source = SOURCES[wanted.layer]
    near = (
        f"shape_box b CROSS JOIN shape s CROSS JOIN {source.table} t"
        if wanted.box
        else f"{source.table} t"
    )
    where = f" AND s.id = b.id AND t.uid = s.subject_uid AND {in_box(store)}" if wanted.box else ""
    return (
        f"{near} LEFT JOIN household h ON h.uid = {source.household}"
        f" LEFT JOIN unit u ON u.uid = t.unit_uid WHERE {within('t.unit_uid')}{where}"
        f"{passes(store, source.table, wanted.sifted)}"
    )
