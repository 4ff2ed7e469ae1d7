"""Shapes as stored: legal ones for measuring, web ones for drawing, found through their box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clearance.rules.basics.actors import Who
from clearance.rules.procedure.unit_kinds import LOCAL_SQL
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import in_box
from clearance.store.engine.intervals import on_day
from clearance.store.engine.scope import bounds, within
from clearance.store.map.filters import NONE, Sift, list_matching, passes

Box = tuple[float, float, float, float]

STUCK = (
    "(SELECT COUNT(*) FROM open_obstacle b WHERE b.subject_uid IN (t.uid, t.household_uid)"  # noqa: S608
    f" AND {on_day('b')})"
)
_STAGE = (
    "(SELECT d.stage FROM case_state d WHERE d.subject_uid = {uid} AND d.subject = '{subject}'"  # noqa: S608
    f" AND {on_day('d')})"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a map layer's shapes come from: table, and whether its rows belong to an area."""

    table: str
    unit: str = "t.unit_uid"
    household: str = "t.household_uid"
    public: str = "0"


SOURCES = {
    "parcels": Source("parcel", public="COALESCE(t.is_public, 0)"),
    "structures": Source("structure"),
    "utilities": Source("utility", household="NULL"),
    "graves": Source("grave"),
}
#: Layers that show no case: drawn for everybody, kept to the box alone.
PLAIN = ("corridor", "alignment")


def list_cases(
    store: Store,
    who: Who,
    today: str,
    as_of: str,
    layer: str,
    box: Box,
    most: int,
    sifted: Sift = NONE,
) -> list[Row]:
    """Cases of one layer in a box (EPSG:3857) and in the person's area, one over `most` at most.

    The oldest drawings first; what is left out is told by their number, not by the engine.
    """
    source = SOURCES[layer]
    stage = stages(source.table, as_of == today)
    sql = (
        f"WITH near(id) AS (SELECT s.id FROM shape_box b JOIN shape s ON s.id = b.id"  # noqa: S608 – from the table above
        f" JOIN {source.table} t ON t.uid = s.subject_uid WHERE s.subject = '{source.table}'"
        f" AND {in_box(store)} AND {within(source.unit)}{passes(store, source.table, sifted)}"
        " ORDER BY s.id LIMIT :most)"
        f" SELECT s.id, t.code, s.web_wkb, t.cleared_on, {source.public} AS is_public,"
        f" {stage[0]} AS stage, {stage[1]} AS household_stage,"
        f" {STUCK.replace('t.household_uid', source.household)} AS obstacles"
        f" FROM near n JOIN shape s ON s.id = n.id JOIN {source.table} t ON t.uid = s.subject_uid"
        f" LEFT JOIN household h ON h.uid = {source.household} ORDER BY s.id"
    )
    values = {**corners(box), **sifted.values(), **bounds(who, today)}
    return store.query(sql, as_of=as_of, most=most + 1, **values)


def list_ids(
    store: Store, who: Who, today: str, as_of: str, layer: str, box: Box, sifted: Sift, most: int
) -> list[int]:
    """Ids of the shapes of one layer in a box that pass the filters, one over `most` at most."""
    table = SOURCES[layer].table
    of = (store, who, today, as_of, table)
    return list_matching(*of, corners(box), sifted, in_box(store), most)


def stages(table: str, is_now: bool) -> tuple[str, str]:
    """SQL of the stage of a thing and of its household, on the day shown."""
    if is_now:
        return "t.stage", "h.stage"
    own = "CASE WHEN t.cleared_on <= :as_of THEN t.stage END"
    stage = _STAGE.format(uid="t.uid", subject=table)
    return f"COALESCE({stage}, {own})", _STAGE.format(uid="h.uid", subject="household")


def corners(box: Box) -> dict[str, float]:
    return dict(zip(("west", "south", "east", "north"), box, strict=True))


def list_plain(store: Store, table: str, box: Box) -> list[Row]:
    """Alignments or corridors in a box, coded."""
    if table not in PLAIN:
        raise KeyError(table)
    return store.query(
        f"SELECT s.id, t.code, s.web_wkb FROM shape_box b JOIN shape s ON s.id = b.id"  # noqa: S608
        f" JOIN {table} t ON t.uid = s.subject_uid WHERE s.subject = '{table}' AND {in_box(store)}"
        " ORDER BY t.code",
        **corners(box),
    )


def list_communes(store: Store, as_of: str, box: Box) -> list[Row]:
    """Communes in a box with their names: those of the time under which cases are filed."""
    return store.query(
        "WITH filed(until) AS (SELECT DISTINCT COALESCE(f.valid_to, '') FROM unit f WHERE"  # noqa: S608
        f" f.kind IN {LOCAL_SQL} AND EXISTS"
        " (SELECT 1 FROM household h WHERE h.unit_uid = f.uid))"
        " SELECT s.id, t.code, t.name, s.web_wkb FROM shape_box b JOIN shape s ON s.id = b.id"
        " JOIN unit t ON t.uid = s.subject_uid WHERE s.subject = 'unit'"
        f" AND t.kind IN {LOCAL_SQL} AND {in_box(store)} AND (CASE"
        " WHEN EXISTS (SELECT 1 FROM filed) THEN COALESCE(t.valid_to, '') IN"
        " (SELECT until FROM filed) ELSE COALESCE(t.valid_from, '') <= :as_of"
        " AND COALESCE(t.valid_to, '9999') >= :as_of END) ORDER BY t.code",
        as_of=as_of,
        **corners(box),
    )


def stream_web(store: Store) -> Iterator[Row]:
    """Every web shape with what it is of."""
    return store.stream("SELECT subject, subject_uid, web_wkb FROM shape ORDER BY id")


def code_of(store: Store, subject: str, uid: str) -> str:
    """The code of a thing that has a shape, its uid when it has none."""
    words = f"SELECT code FROM {subject} WHERE uid = :uid"  # noqa: S608 – a table of the schema
    return str(store.value(words, uid=uid) or uid)


def find_shape(store: Store, subject_uid: str) -> Row | None:
    """One shape with its legal system."""
    return store.first("SELECT crs, legal_wkb FROM shape WHERE subject_uid = :uid", uid=subject_uid)


def list_legal(store: Store, uids: Sequence[str]) -> list[Row]:
    """The legal shapes of some subjects, with their systems."""
    return store.query(
        "SELECT s.subject_uid, s.crs, s.legal_wkb FROM shape s"  # noqa: S608 – numbered names
        f" WHERE s.subject_uid IN ({', '.join(f':u{n}' for n in range(len(uids)))})",
        **{f"u{n}": uid for n, uid in enumerate(uids)},
    )


def list_ground(store: Store, alignment_uid: str) -> list[Row]:
    """Legal shapes of an alignment, its corridor and its parcels: what is recorded and where."""
    return store.query(
        "SELECT s.subject, s.subject_uid, s.crs, s.legal_wkb FROM shape s WHERE s.subject_uid IN"
        " (SELECT uid FROM alignment WHERE uid = :alignment"
        " UNION ALL SELECT uid FROM corridor WHERE alignment_uid = :alignment"
        " UNION ALL SELECT uid FROM parcel WHERE alignment_uid = :alignment)",
        alignment=alignment_uid,
    )


def ground_stamp(store: Store, alignment_uid: str) -> Row:
    """What changes whenever a shape that `list_ground` gives may have changed."""
    return (
        store.first(
            "SELECT (SELECT COUNT(*) FROM parcel WHERE alignment_uid = :alignment) AS parcels,"
            " (SELECT MAX(version) FROM parcel WHERE alignment_uid = :alignment) AS parcel,"
            " (SELECT MAX(version) FROM corridor WHERE alignment_uid = :alignment) AS corridor,"
            " (SELECT version FROM alignment WHERE uid = :alignment) AS alignment",
            alignment=alignment_uid,
        )
        or {}
    )


def commune_box(store: Store, code: str) -> Box | None:
    """The box (EPSG:3857) of the newest commune of that code that has a shape."""
    row = store.first(
        "SELECT s.min_x, s.min_y, s.max_x, s.max_y FROM unit u JOIN shape s"
        " ON s.subject_uid = u.uid WHERE u.code = :code ORDER BY COALESCE(u.valid_from, '') DESC",
        code=code,
    )
    return (row["min_x"], row["min_y"], row["max_x"], row["max_y"]) if row else None


def whole_box(store: Store) -> Box | None:
    """The box (EPSG:3857) of all alignments, or of all communes before there is one."""
    for subject in ("alignment", "unit"):
        row = store.first(
            "SELECT MIN(s.min_x) AS west, MIN(s.min_y) AS south, MAX(s.max_x) AS east,"  # noqa: S608
            f" MAX(s.max_y) AS north FROM {subject} t CROSS JOIN shape s"
            " WHERE s.subject_uid = t.uid"
        )
        if row and row["west"] is not None:
            return (row["west"], row["south"], row["east"], row["north"])
    return None
