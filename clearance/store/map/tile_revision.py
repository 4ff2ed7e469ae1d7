"""Which journal row last changed what a tile of the map holds, or which things there are.

Their shapes, codes, units and roads.
"""

from collections.abc import Mapping
from typing import Any

from clearance.store.engine.connection import Store
from clearance.store.journal import meta

_TILED = ("parcel", "structure", "utility", "grave", "corridor", "alignment")
_DRAWN = ("shape", "code", "unit_uid", "alignment_uid")
_NAME = "drawn"


def note(store: Store, entry: Mapping[str, Any]) -> None:
    """Remember an accepted row that changes one of them."""
    if entry["subject"] in _TILED and any(name in entry["patch"] for name in _DRAWN):
        meta.write(store, _NAME, str(entry["seq"]))


def moved(store: Store, entry: Mapping[str, Any]) -> None:
    """Remember an accepted row by which a thing went or came back."""
    if entry["subject"] in _TILED:
        meta.write(store, _NAME, str(entry["seq"]))


def last(store: Store) -> str:
    """The number of that row, '0' before there is one."""
    return meta.read(store, _NAME, "0")
