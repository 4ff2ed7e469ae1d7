"""What has been done in each commune by a day, counted where the facts are."""

from collections.abc import Collection
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.procedure.unit_kinds import LOCAL_SQL
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import on_day
from clearance.store.engine.scope import bounds, within

_FILED = (
    "(EXISTS (SELECT 1 FROM household h WHERE h.unit_uid = u.uid)"
    " OR EXISTS (SELECT 1 FROM parcel p WHERE p.unit_uid = u.uid)"
    " OR EXISTS (SELECT 1 FROM grave g WHERE g.unit_uid = u.uid))"
)
_COMMUNES = (
    "SELECT u.uid, u.code, u.name, u.kind, u.chainage_from_m AS from_m, u.chainage_to_m AS to_m"  # noqa: S608 – constant names
    f" FROM unit u WHERE u.kind IN {LOCAL_SQL}"
)
_ORDER = " ORDER BY COALESCE(u.chainage_from_m, 1000000000), u.name"


def list_communes(
    store: Store, who: Who, today: str, as_of: str, along: Collection[str] = ()
) -> list[Row]:
    """Communes of the person's area under which cases are filed or (`along`) with a metre of road.

    Without any: those with chainages, as they stand on that day.
    """
    area, values = f" AND {within('u.uid')}", bounds(who, today)
    uids = {f"u{number}": uid for number, uid in enumerate(along)}
    met = f"u.uid IN ({', '.join(f':{name}' for name in uids)})" if uids else "1 = 0"
    found = store.query(f"{_COMMUNES} AND ({_FILED} OR {met}){area}{_ORDER}", **values, **uids)
    if found:
        return found
    return store.query(
        f"{_COMMUNES} AND u.chainage_from_m IS NOT NULL"
        " AND (u.valid_from IS NULL OR u.valid_from <= :as_of)"
        f" AND (u.valid_to IS NULL OR u.valid_to >= :as_of){area}{_ORDER}",
        as_of=as_of,
        **values,
    )


#: Alignments along which the chainages of communes, those of the main line, say nothing.
BRANCHES = ("ramp", "service_road")


def list_along(store: Store, road: Row) -> list[Row]:
    """Communes that may lie along an alignment: drawn near it or, on a main line, with chainages.

    `is_touched`: has parcels along it, `is_elsewhere`: along another alone; `is_filed`: has cases;
    `is_drawn`: both have a shape.
    """
    # COALESCE keeps the search on the commune's few parcels, not on all of the alignment's.
    parcels = "EXISTS (SELECT 1 FROM parcel p WHERE p.unit_uid = u.uid AND"
    touched = f"{parcels} COALESCE(p.alignment_uid, '') = :alignment)"
    elsewhere = f"{parcels} COALESCE(p.alignment_uid, :alignment) <> :alignment)"
    written = "u.chainage_from_m < u.chainage_to_m" if road["kind"] not in BRANCHES else "1 = 0"
    return store.query(
        "SELECT u.uid, u.code, u.name, u.version, u.valid_to, u.chainage_from_m AS from_m,"  # noqa: S608
        f" u.chainage_to_m AS to_m, CASE WHEN {touched} THEN 1 ELSE 0 END AS is_touched,"
        f" CASE WHEN {touched} THEN 0 WHEN {elsewhere} THEN 1 ELSE 0 END AS is_elsewhere,"
        f" CASE WHEN {_FILED} THEN 1 ELSE 0 END AS is_filed,"
        " CASE WHEN s.id IS NULL OR l.id IS NULL THEN 0 ELSE 1 END AS is_drawn"
        " FROM unit u LEFT JOIN shape s ON s.subject_uid = u.uid"
        " LEFT JOIN shape l ON l.subject_uid = :alignment"
        f" WHERE u.kind IN {LOCAL_SQL} AND CASE WHEN s.id IS NULL OR l.id IS NULL"
        f" THEN {written} ELSE s.min_x <= l.max_x AND s.max_x >= l.min_x"
        " AND s.min_y <= l.max_y AND s.max_y >= l.min_y END"
        " ORDER BY u.chainage_from_m, u.code, u.uid",
        alignment=road["uid"],
    )


def branch_bands(store: Store, alignment_uid: str) -> list[Row]:
    """Communes along a ramp or service road: each from its first parcel on to the next one's."""
    rows = store.query(
        "SELECT u.uid, u.code, u.name, MIN(p.chainage_from_m) AS from_m,"
        " MAX(p.chainage_to_m) AS to_m, 1 AS is_touched, 1 AS is_filed"
        " FROM parcel p JOIN unit u ON u.uid = p.unit_uid WHERE p.alignment_uid = :alignment"
        " GROUP BY u.uid, u.code, u.name ORDER BY from_m, u.code",
        alignment=alignment_uid,
    )
    ends = [*(row["from_m"] for row in rows[1:]), max((row["to_m"] for row in rows), default=0)]
    return [
        row | {"to_m": end} for row, end in zip(rows, ends, strict=False) if row["from_m"] < end
    ]


#: Columns counted for a commune's households, each with the steps any of which fills it.
STEPS = {
    "inventoried": "'inventoried'",
    "approved": "'plan_approved'",
    "paid": "'paid', 'deposited'",
}


def count_households(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Households of each commune: all, those with each step taken by the day, the last news."""
    taken = ", ".join(
        f"MAX(CASE WHEN s.step IN ({steps}) THEN 1 ELSE 0 END) AS {column}"
        for column, steps in STEPS.items()
    )
    summed = ", ".join(f"SUM({column}) AS {column}" for column in STEPS)
    return store.query(
        f"SELECT unit_uid, COUNT(*) AS households, {summed}, MAX(news_on) AS news_on,"  # noqa: S608
        " SUM(CASE WHEN cleared_on <= :as_of THEN 1 ELSE 0 END) AS handed_over FROM ("
        f"SELECT h.unit_uid, h.cleared_on, MAX(s.happened_on) AS news_on, {taken}"
        " FROM household h LEFT JOIN step_taken s"
        " ON s.subject_uid = h.uid AND s.happened_on <= :as_of"
        f" WHERE {within('h.unit_uid')} GROUP BY h.uid, h.unit_uid, h.cleared_on"
        ") counted GROUP BY unit_uid",
        as_of=as_of,
        **bounds(who, today),
    )


def count_land(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Parcels of each commune, those handed over, the area recovered in m²."""
    return _grouped(
        store,
        who,
        today,
        as_of,
        "parcel",
        "COUNT(*) AS parcels, SUM(h.area_recovered_m2) AS area_m2,"
        " SUM(CASE WHEN h.cleared_on <= :as_of THEN h.area_recovered_m2 ELSE 0 END)"
        " AS area_cleared_m2",
    )


def count_graves(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Graves of each commune and those whose moving was accepted."""
    return _grouped(
        store,
        who,
        today,
        as_of,
        "grave",
        "COUNT(*) AS graves, SUM(CASE WHEN h.cleared_on <= :as_of THEN 1 ELSE 0 END) AS accepted",
    )


def count_obstacles(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Obstacles of each commune still open on the day."""
    return _grouped(
        store,
        who,
        today,
        as_of,
        "open_obstacle",
        f"SUM(CASE WHEN {on_day('h')} THEN 1 ELSE 0 END) AS obstacles",
    )


def last_news(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """The last day on which something happened to a grave or an obstacle of each commune."""
    return store.query(
        "SELECT unit_uid, MAX(on_day) AS more_news_on FROM ("  # noqa: S608 – constant names
        " SELECT g.unit_uid, MAX(s.happened_on) AS on_day FROM grave g"
        " JOIN step_taken s ON s.subject_uid = g.uid AND s.happened_on <= :as_of"
        f" WHERE {within('g.unit_uid')} GROUP BY g.unit_uid"
        " UNION ALL SELECT o.unit_uid, MAX(o.opened_on) FROM obstacle o"
        f" WHERE o.opened_on <= :as_of AND {within('o.unit_uid')} GROUP BY o.unit_uid"
        ") news GROUP BY unit_uid",
        as_of=as_of,
        **bounds(who, today),
    )


def _grouped(
    store: Store, who: Who, today: str, as_of: str, table: str, counted: str
) -> list[dict[str, Any]]:
    return store.query(
        f"SELECT h.unit_uid, {counted} FROM {table} h WHERE {within('h.unit_uid')}"  # noqa: S608
        " GROUP BY h.unit_uid",
        as_of=as_of,
        **bounds(who, today),
    )
