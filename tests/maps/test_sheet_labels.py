"""Names on the printed map never cover one another."""

import re
from itertools import combinations
from typing import Any

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.layers import LAYERS
from clearance.maps.sheet_labels import labels, room

PLACES = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 6000)), max_size=25)


def told(name: str, places: list[tuple[int, int]]) -> tuple[Any, Any, Any]:
    """A layer with one feature at each place, named by its number."""
    shapes = [
        shapely.Point(p) if name == "kilometres" else shapely.Point(p).buffer(50 + n)
        for n, p in enumerate(places)
    ]
    rows = [(n, f"{name}-{n}", "", b"x") for n in range(len(places))]
    return LAYERS[name], rows, np.array(shapes, dtype=object)


@given(PLACES, PLACES)
def test_no_two_names_overlap_and_the_first_post_is_always_written(
    posts: list[tuple[int, int]], communes: list[tuple[int, int]]
) -> None:
    seen = [told("communes", communes), told("kilometres", posts)]
    known = {layer.name: {row[1]: f"Xã {row[0]}" for row in rows} for layer, rows, _ in seen}
    drawn = labels(seen, known)
    found = re.findall(r'class="\w+ (\w+)" x="(-?\d+)" y="(-?\d+)">([^<]+)<', drawn)
    boxes = [room(name, int(x), int(y), text) for name, x, y, text in found]
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))
    if posts:
        assert (*map(str, posts[0]), "Xã 0") in {one[1:] for one in found}
    assert bool(found) == bool(posts or communes)
