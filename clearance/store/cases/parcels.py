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
