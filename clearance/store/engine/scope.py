"""Area of a person as one SQL condition, part of every query for cases."""

from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.procedure.unit_kinds import LOCAL_SQL
from clearance.store.engine.connection import Store

#: The person's own areas on the day.
_GRANTED = """scope WHERE person_uid = :who
  AND (valid_from IS NULL OR valid_from <= :today)
  AND (valid_to IS NULL OR valid_to >= :today)"""
_UNITS = f"""WITH RECURSIVE seen(uid) AS (
  SELECT unit_uid FROM {_GRANTED}
  UNION SELECT u.uid FROM unit u JOIN seen ON u.parent_uid = seen.uid
) SELECT uid FROM seen"""  # noqa: S608 – constant parts


def within(column: str) -> str:
    """Condition that a unit column lies in the person's area; bind with `bounds`."""
    return f"(:sees_all = 1 OR {column} IN ({_UNITS}))"


def inside(column: str, who: Who) -> str:
    """`within` for a known person: "" for one who sees all units, so no row is tested."""
    return "" if who.sees_all_units else f"{column} IN ({_UNITS})"


def bounds(who: Who, today: str) -> dict[str, Any]:
    """Parameters of `within`: the person, the day, whether all units are seen."""
    return {"who": who.uid, "today": today, "sees_all": int(who.sees_all_units)}


_UP = f"""SELECT 1 FROM {_GRANTED}
  AND unit_uid IN (WITH RECURSIVE up(uid) AS (
    SELECT CAST(:unit_uid AS TEXT)
    UNION SELECT u.parent_uid FROM unit u JOIN up ON u.uid = up.uid
  ) SELECT uid FROM up) LIMIT 1"""  # noqa: S608 – constant parts


def covers(store: Store, who: Who, unit_uid: str | None, today: str) -> bool:
    """Whether the unit, or a unit it is part of, lies in the person's area on that day."""
    if who.sees_all_units:
        return True
    return store.first(_UP, who=who.uid, unit_uid=unit_uid, today=today) is not None


def count_cases(store: Store, who: Who, today: str) -> int:
    """Households and graves in the person's area."""
    counts = (
        f"(SELECT COUNT(*) FROM {table} WHERE {within('unit_uid')})"  # noqa: S608
        for table in ("household", "grave")
    )
    return int(store.value(f"SELECT {' + '.join(counts)}", **bounds(who, today)))


def has_area(store: Store, who: Who, today: str) -> bool:
    """Whether the person sees any unit on that day."""
    sql = f"SELECT 1 FROM {_GRANTED} LIMIT 1"  # noqa: S608 – constant
    return who.sees_all_units or store.first(sql, who=who.uid, today=today) is not None


def list_units(store: Store, who: Who, today: str) -> list[dict[str, Any]]:
    """Communes and townlets in the person's area, in order along the road."""
    return store.query(
        f"SELECT * FROM unit WHERE kind IN {LOCAL_SQL}"  # noqa: S608
        f" AND {within('uid')} ORDER BY COALESCE(chainage_from_m, 1000000000), name",
        **bounds(who, today),
    )
