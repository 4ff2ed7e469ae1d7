"""Parcels: what stands on them."""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within


def list_upon(store: Store, parcel_uid: str, who: Who, today: str) -> list[Row]:
    """Houses and graves on a parcel: kind of thing, code, stage."""
    parts = (
        f"SELECT '{table}' AS subject, code, kind, stage, is_stuck FROM {table}"  # noqa: S608
        f" WHERE parcel_uid = :uid AND {within('unit_uid')}"
        for table in ("structure", "grave")
    )
    sql = " UNION ALL ".join(parts) + " ORDER BY subject, code"
    return store.query(sql, uid=parcel_uid, **bounds(who, today))


def find_whole(store: Store, uid: str) -> Row:
    """A parcel with the codes of its commune and household, its shape as hex WKB and its CRS."""
    row = store.first(
        "SELECT p.*, u.code AS unit_code, h.code AS household_code, s.crs, s.legal_wkb"
        " FROM parcel p LEFT JOIN unit u ON u.uid = p.unit_uid"
        " LEFT JOIN household h ON h.uid = p.household_uid"
        " LEFT JOIN shape s ON s.subject_uid = p.uid WHERE p.uid = :uid",
        uid=uid,
    )
    found = row or {}
    wkb = found.pop("legal_wkb", None)
    return found | {"shape": bytes(wkb).hex() if wkb else None}


def list_all_upon(store: Store, parcel_uid: str) -> list[Row]:
    """Houses and graves on a parcel, in everybody's area: subject, uid, code."""
    parts = (
        f"SELECT '{table}' AS subject, uid, code FROM {table} WHERE parcel_uid = :uid"  # noqa: S608
        for table in ("structure", "grave")
    )
    return store.query(" UNION ALL ".join(parts) + " ORDER BY subject, code", uid=parcel_uid)
