"""Where facts live: the only SQL of the house."""

from clearance.store.connection import Store, Unreachable, is_url, open_store
from clearance.store.full_disk import is_full

__all__ = ["Store", "Unreachable", "is_full", "is_url", "open_store"]
