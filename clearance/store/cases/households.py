"""Households: their land, houses, graves and people."""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within


def list_parcels(store: Store, household_uid: str, who: Who, today: str) -> list[Row]:
    """The household's parcels along the road."""
    return store.query(
        "SELECT uid, code, map_sheet_no, parcel_no, area_total_m2, area_recovered_m2,"  # noqa: S608
        " land_use_code, alignment_uid, chainage_from_m, chainage_to_m, side, stage, cleared_on,"
        " is_stuck"
        f" FROM parcel WHERE household_uid = :uid AND {within('unit_uid')}"
        " ORDER BY chainage_from_m NULLS FIRST, code",
        uid=household_uid,
        **bounds(who, today),
    )


def list_structures(store: Store, household_uid: str, who: Who, today: str) -> list[Row]:
    """The household's houses and other structures."""
    return store.query(
        "SELECT uid, code, kind, area_m2, chainage_from_m, chainage_to_m, side, stage,"  # noqa: S608
        " cleared_on, is_stuck FROM structure"
        f" WHERE household_uid = :uid AND {within('unit_uid')} ORDER BY code",
        uid=household_uid,
        **bounds(who, today),
    )


def list_graves(store: Store, household_uid: str, who: Who, today: str) -> list[Row]:
    """Graves the household answers for."""
    return store.query(
        "SELECT c.uid, c.code, c.cemetery, c.stage, c.cleared_on, c.is_stuck, c.planned_on,"  # noqa: S608
        " c.chainage_from_m, i.deceased_name FROM grave c"
        " LEFT JOIN identity i ON i.subject_uid = c.uid"
        f" WHERE c.household_uid = :uid AND {within('c.unit_uid')} ORDER BY c.code",
        uid=household_uid,
        **bounds(who, today),
    )


def list_members(store: Store, household_uid: str) -> list[Row]:
    """People of the household: relation and year of birth."""
    return store.query(
        "SELECT relation, birth_year FROM member WHERE household_uid = :uid"
        " ORDER BY birth_year NULLS FIRST, uid",
        uid=household_uid,
    )


def list_owned(store: Store, table: str, household_uid: str) -> list[Row]:
    """Rows of one table that belong to a household, in everybody's area."""
    return store.query(
        f"SELECT * FROM {table} WHERE household_uid = :uid ORDER BY uid",  # noqa: S608 – own names
        uid=household_uid,
    )
