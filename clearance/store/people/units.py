"""Administrative units: dated, with parents and successors."""

from clearance.store.engine.connection import Row, Store

_CURRENT = (
    "(valid_from IS NULL OR valid_from <= :today) AND (valid_to IS NULL OR valid_to >= :today)"
)


def by_code(store: Store, today: str) -> dict[str, str]:
    """Unit code → uid; a reused code names the unit of that day, the newest where there is none."""
    rows = store.query(
        f"SELECT code, uid FROM unit ORDER BY CASE WHEN {_CURRENT} THEN 1 ELSE 0 END,"  # noqa: S608
        " COALESCE(valid_from, ''), COALESCE(valid_to, '9999')",
        today=today,
    )
    return {row["code"]: row["uid"] for row in rows}


def list_successions(store: Store) -> list[Row]:
    """Which unit went into which, since when."""
    return store.query("SELECT * FROM succession")


def list_all(store: Store) -> list[Row]:
    """Every unit that ever was, oldest first."""
    return store.query("SELECT * FROM unit ORDER BY COALESCE(valid_from, ''), code")


def find_heir(store: Store, uid: str | None, today: str) -> Row | None:
    """The unit that stands today for one that may be gone; itself when nothing followed it."""
    row = store.first("SELECT * FROM unit WHERE uid = :uid", uid=uid)
    met: set[str] = set()
    while row and row["uid"] not in met and (row["valid_to"] or "9999") < today:
        met.add(row["uid"])
        row = (
            store.first(
                "SELECT u.* FROM succession s JOIN unit u ON u.uid = s.new_uid"
                " WHERE s.old_uid = :old AND s.on_date <= :today ORDER BY s.on_date LIMIT 1",
                old=row["uid"],
                today=today,
            )
            or row
        )
    return row
