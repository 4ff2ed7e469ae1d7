"""Where facts live: the only SQL of the house."""

from clearance.store.engine.connection import Store, Unreachable
from clearance.store.engine.full_disk import is_full
from clearance.store.upgrade.opening import is_url, open_store

__all__ = ["Store", "Unreachable", "is_full", "is_url", "open_store"]
