"""Stored shapes that cannot be drawn, for those who can repair them."""

from collections.abc import Iterator
from itertools import islice

from clearance.geo.sound import sound
from clearance.maps.features import WORLD_M
from clearance.store import Store
from clearance.store.map import shapes

_AT_ONCE = 500


def unsound(store: Store) -> list[tuple[str, str]]:
    """Subject and code of every stored shape that cannot be drawn."""
    found = list(_found(store))
    return [(subject, shapes.code_of(store, subject, uid)) for subject, uid in found]


def _found(store: Store) -> Iterator[tuple[str, str]]:
    stream = shapes.stream_web(store)
    while rows := list(islice(stream, _AT_ONCE)):
        made = sound([row["web_wkb"] for row in rows], WORLD_M)
        for row, shape in zip(rows, made, strict=True):
            if shape is None:
                yield row["subject"], row["subject_uid"]
