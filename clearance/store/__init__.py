"""Where facts live: the only SQL of the house."""

from clearance.store.connection import Store, Unreachable, is_url, open_store

__all__ = ["Store", "Unreachable", "is_url", "open_store"]
