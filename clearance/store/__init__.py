"""Where facts live: the only SQL of the house."""

from clearance.store.connection import Store, open_store

__all__ = ["Store", "open_store"]
