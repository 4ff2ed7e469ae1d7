"""Offerings: batches of parcels under the two keys, their lists, what may still be offered."""

from collections.abc import Iterable

from clearance.store.corridor.minutes import PARCELS
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.pieces import meets

#: Parcels at most in the list to choose from.
MOST_LISTED = 500
#: An offering holds its parcels while it is offered or accepted; a refused one gives them back.
_HOLDS = (
    "EXISTS (SELECT 1 FROM step_taken s WHERE s.subject_uid = x.offering_uid"
    " AND s.step = 'offered') AND NOT EXISTS (SELECT 1 FROM step_taken s"
    " WHERE s.subject_uid = x.offering_uid AND s.step = 'refused')"
)


def add(store: Store, offering_uid: str, parcel_uids: Iterable[str]) -> None:
    """Keep which parcels an offering holds."""
    for uid in parcel_uids:
        store.run(
            "INSERT INTO offering_parcel (offering_uid, parcel_uid) VALUES (:offering, :parcel)",
            offering=offering_uid,
            parcel=uid,
        )


def list_named(store: Store, parcel_uids: Iterable[str]) -> list[Row]:
    """Project, unit and road of each parcel that exists."""
    sql = "SELECT project_uid, unit_uid, alignment_uid FROM parcel WHERE uid = :uid"
    return [row for uid in parcel_uids if (row := store.first(sql, uid=uid))]


def first_standing(store: Store, offering_uid: str, day: str) -> str:
    """The code of a parcel of the offering not handed over by that day, '' without one."""
    return (
        store.value(
            "SELECT p.code FROM offering_parcel x JOIN parcel p ON p.uid = x.parcel_uid"
            " WHERE x.offering_uid = :uid AND (p.cleared_on IS NULL OR p.cleared_on > :day)"
            " ORDER BY p.code LIMIT 1",
            uid=offering_uid,
            day=day,
        )
        or ""
    )


def first_gone(store: Store, offering_uid: str) -> str:
    """The code of a parcel of the offering that is retired, '' without one."""
    return (
        store.value(
            "SELECT r.code FROM offering_parcel x JOIN retired r ON r.subject_uid = x.parcel_uid"
            " WHERE x.offering_uid = :uid ORDER BY r.code LIMIT 1",
            uid=offering_uid,
        )
        or ""
    )


def first_elsewhere(store: Store, offering_uid: str) -> str:
    """A parcel of the offering that another one holds, with its code: `T-1 (BG-0002)`."""
    return (
        store.value(
            "SELECT p.code || ' (' || o.code || ')' FROM offering_parcel m"  # noqa: S608
            " JOIN offering_parcel x ON x.parcel_uid = m.parcel_uid"
            " AND x.offering_uid <> m.offering_uid JOIN offering o ON o.uid = x.offering_uid"
            " JOIN parcel p ON p.uid = m.parcel_uid"
            f" WHERE m.offering_uid = :uid AND {_HOLDS} ORDER BY p.code LIMIT 1",
            uid=offering_uid,
        )
        or ""
    )


def list_offerings(store: Store, as_of: str) -> list[Row]:
    """Every offering made by a day, newest first: road, Km from-to, parcels and legal areas."""
    return store.query(
        "SELECT o.uid, o.version, o.code, o.made_on, o.alignment_uid, a.code AS alignment,"
        " COUNT(p.uid) AS parcels, MIN(p.chainage_from_m) AS from_m, MAX(p.chainage_to_m) AS to_m,"
        " COALESCE(SUM(p.area_recovered_m2), 0) AS area_m2,"
        " SUM(CASE WHEN p.cleared_on <= :as_of THEN 1 ELSE 0 END) AS done FROM offering o"
        " LEFT JOIN alignment a ON a.uid = o.alignment_uid"
        " JOIN offering_parcel x ON x.offering_uid = o.uid"
        " LEFT JOIN parcel p ON p.uid = x.parcel_uid"
        " WHERE o.made_on <= :as_of GROUP BY o.uid, o.version, o.code, o.made_on,"
        " o.alignment_uid, a.code ORDER BY o.code DESC",
        as_of=as_of,
    )


def list_parcels(store: Store, offering_uid: str) -> list[Row]:
    """The parcels of an offering along the road; nobody's name."""
    return store.query(
        f"{PARCELS} JOIN offering_parcel x ON x.parcel_uid = p.uid"
        " WHERE x.offering_uid = :uid ORDER BY p.chainage_from_m, p.chainage_to_m, p.code",
        uid=offering_uid,
    )


def list_to_offer(store: Store, alignment_uid: str, place: tuple[int, int], day: str) -> list[Row]:
    """Parcels on a place [from, to) handed over by a day that no offering holds, along it."""
    return store.query(
        f"{PARCELS} WHERE p.alignment_uid = :alignment AND p.cleared_on <= :day"  # noqa: S608
        f" AND {meets(store, 'p')}"
        " AND NOT EXISTS (SELECT 1 FROM offering_parcel x WHERE x.parcel_uid = p.uid"
        f" AND {_HOLDS}) ORDER BY p.chainage_from_m, p.chainage_to_m, p.code LIMIT :most",
        alignment=alignment_uid,
        from_m=place[0],
        to_m=place[1],
        day=day,
        most=MOST_LISTED,
    )


def of_parcel(store: Store, parcel_uid: str) -> list[Row]:
    """The offerings a parcel is in: code and stage, newest first."""
    return store.query(
        "SELECT o.code, o.stage FROM offering_parcel x JOIN offering o ON o.uid = x.offering_uid"
        " WHERE x.parcel_uid = :uid ORDER BY o.code DESC",
        uid=parcel_uid,
    )
