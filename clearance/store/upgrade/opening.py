"""Opening a store: a SQLite file or a PostgreSQL address, migrated to the present schema."""

from pathlib import Path

from clearance.store.engine.connection import Store

#: How the address of a PostgreSQL database begins; anything else is a file of SQLite.
POSTGRESQL = ("postgresql://", "postgres://")


def is_url(address: str | Path) -> bool:
    """Whether that is the address of a PostgreSQL database."""
    return str(address).startswith(POSTGRESQL)


def open_store(address: str | Path, digest_key: bytes = b"") -> Store:
    """A store at that path or URL, migrated to the newest schema."""
    from clearance.store.upgrade.schema import migrate

    store = _kind(address)(address, digest_key)
    migrate(store)
    return store


def _kind(address: str | Path) -> type[Store]:
    """The engine of that address; only that one's driver is read."""
    if is_url(address):
        from clearance.store.engine.postgres import PostgresStore

        return PostgresStore
    from clearance.store.engine.sqlite import SqliteStore

    return SqliteStore
