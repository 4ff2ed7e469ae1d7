"""Administrative units: dated, with parents and successors."""

from clearance.store.connection import Row, Store

_CURRENT = (
    "(valid_from IS NULL OR valid_from <= :today) AND (valid_to IS NULL OR valid_to >= :today)"
)


def current_by_code(store: Store, today: str) -> dict[str, str]:
    """Unit code → uid for the units that exist on a day; a reused code names the newest."""
    rows = store.query(
        f"SELECT code, uid FROM unit WHERE {_CURRENT} ORDER BY COALESCE(valid_from, '')",  # noqa: S608
        today=today,
    )
    return {row["code"]: row["uid"] for row in rows}


def list_all(store: Store) -> list[Row]:
    """Every unit that ever was, oldest first."""
    return store.query("SELECT * FROM unit ORDER BY COALESCE(valid_from, ''), code")
