"""What lies in a unit: cases of each kind, and whose area it is."""

from clearance.store.engine.connection import Row, Store

#: Kinds of case by the word they are counted under.
_TABLES = {
    "households": "household",
    "parcels": "parcel",
    "graves": "grave",
    "structures": "structure",
    "utilities": "utility",
}
_LINKS = {"household": "NULL AS household_uid, NULL AS parcel_uid", "parcel": "household_uid, NULL"
          " AS parcel_uid", "utility": "NULL AS household_uid, NULL AS parcel_uid"}  # fmt: skip


def count_cases(store: Store, unit_uid: str) -> dict[str, int]:
    """How many cases of each kind a unit has."""
    return {
        name: int(
            store.value(f"SELECT COUNT(*) FROM {table} WHERE unit_uid = :uid", uid=unit_uid)  # noqa: S608
        )
        for name, table in _TABLES.items()
    }


def list_scopes(store: Store, unit_uid: str, on: str) -> list[Row]:
    """Assignments of a unit to people at work that hold on a day, with their login names."""
    return store.query(
        "SELECT s.uid, s.person_uid, p.name AS person FROM scope s"
        " JOIN person p ON p.uid = s.person_uid WHERE s.unit_uid = :uid AND p.is_active = 1"
        " AND (s.valid_from IS NULL OR s.valid_from <= :day)"
        " AND (s.valid_to IS NULL OR s.valid_to >= :day) ORDER BY p.name, s.uid",
        uid=unit_uid,
        day=on,
    )


def list_cases(store: Store, unit_uid: str) -> list[Row]:
    """Every case of a unit with its shape (bytes, EPSG `crs`), its household and its parcel."""
    return [
        {"subject": table, **row}
        for table in _TABLES.values()
        for row in store.query(
            f"SELECT t.uid, t.code, {_LINKS.get(table, 'household_uid, parcel_uid')}, s.crs,"  # noqa: S608
            f" s.legal_wkb FROM {table} t LEFT JOIN shape s ON s.subject_uid = t.uid"
            " WHERE t.unit_uid = :uid ORDER BY t.code",
            uid=unit_uid,
        )
    ]


def list_obstacles(store: Store, unit_uid: str) -> list[Row]:
    """Obstacles in a unit: uid, and the case each stops."""
    return store.query(
        "SELECT uid, subject_uid FROM obstacle WHERE unit_uid = :uid ORDER BY uid", uid=unit_uid
    )
