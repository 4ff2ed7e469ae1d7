"""Wrong passwords of the last day, seen by every process of an office."""

from clearance.store.engine.connection import Store

_COUNTED = (
    "SELECT 'here' AS what, COALESCE(SUM(failures), 0) AS n, MAX(last_at) AS last_at"
    " FROM sign_in_failure WHERE account = :account AND source = :source"
    " UNION ALL SELECT 'account', COALESCE(SUM(failures), 0), MAX(last_at)"
    " FROM sign_in_failure WHERE account = :account"
    " UNION ALL SELECT 'address', COUNT(*), MAX(last_at)"
    " FROM sign_in_failure WHERE source = :source"
)


def counted(store: Store, account: str, source: str) -> dict[str, tuple[int, str]]:
    """What is counted → how many, and the stamp of the last."""
    rows = store.query(_COUNTED, account=account, source=source)
    return {row["what"]: (int(row["n"]), row["last_at"] or "") for row in rows}


def count(store: Store, account: str, source: str, at: str) -> None:
    """One more wrong password."""
    store.run(
        "INSERT INTO sign_in_failure (account, source, failures, last_at)"
        " VALUES (:account, :source, 1, :at) ON CONFLICT (account, source) DO UPDATE"
        " SET failures = sign_in_failure.failures + 1, last_at = excluded.last_at",
        account=account,
        source=source,
        at=at,
    )


def forget(store: Store, account: str, source: str) -> None:
    """The password was right in the end."""
    with store.atomic():
        store.run(
            "DELETE FROM sign_in_failure WHERE account = :account AND source = :source",
            account=account,
            source=source,
        )


def sweep(store: Store, before: str, most: int) -> None:
    """Drop what is older than a stamp, and the oldest beyond so many rows."""
    store.run("DELETE FROM sign_in_failure WHERE last_at < :before", before=before)
    store.run(
        "DELETE FROM sign_in_failure WHERE last_at <= (SELECT last_at FROM sign_in_failure"
        " ORDER BY last_at DESC LIMIT 1 OFFSET :most)",
        most=most,
    )
