"""What became of parcels and households: which one a new one came from, and since what day."""

from clearance.store.engine.connection import Row, Store

_FORMER = "COALESCE(l.former_parcel_uid, l.former_household_uid)"


def list_heirs(store: Store, uid: str) -> list[Row]:
    """What stands today in place of a thing: subject, uid, code, on_date; heirs of heirs too."""
    rows = store.query(
        "SELECT l.subject, l.subject_uid AS uid, l.on_date, COALESCE(p.code, h.code) AS code"
        " FROM lineage l LEFT JOIN parcel p ON p.uid = l.subject_uid"
        " LEFT JOIN household h ON h.uid = l.subject_uid"
        " WHERE l.former_parcel_uid = :uid OR l.former_household_uid = :uid ORDER BY 4",
        uid=uid,
    )
    found = [[row] if row["code"] else list_heirs(store, row["uid"]) for row in rows]
    return list({row["uid"]: row for some in found for row in some}.values())


def list_former(store: Store, uid: str) -> list[Row]:
    """What a thing came from, nearest first: subject, uid, code, on_date."""
    rows = store.query(
        f"SELECT l.subject, {_FORMER} AS uid, l.on_date, COALESCE(r.code, '') AS code"  # noqa: S608
        f" FROM lineage l LEFT JOIN retired r ON r.subject_uid = {_FORMER}"
        " WHERE l.subject_uid = :uid ORDER BY 4",
        uid=uid,
    )
    return [*rows, *(older for row in rows for older in list_former(store, row["uid"]))]
