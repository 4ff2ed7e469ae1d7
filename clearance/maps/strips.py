"""Progress strips: pieces of the centreline with their clear, blocked and unknown metres."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.rules.corridor.handover import STATES, Run

#: Length of a piece (m) → how near to the true line it is drawn (m); the coarse ones for far views.
SIZES = {100: 1.0, 500: 5.0, 5000: 40.0}
#: The zoom (Leaflet's) from which pieces of that length (m) are drawn, the coarse ones first.
FROM_ZOOM = {5000: 0, 500: 10, 100: 12}
#: Degrees are written in whole steps of this many to one degree: about a metre.
STEPS = 100_000
#: Of pieces by (size, from): to, clear, blocked, unknown; all in metres.
Counts = dict[tuple[int, int], tuple[int, ...]]
_BOX = ("min_x", "min_y", "max_x", "max_y")


def size_at(zoom: float) -> int:
    """Length (m) of the pieces drawn at a zoom of Leaflet."""
    return next(size for size, least in reversed(FROM_ZOOM.items()) if zoom >= least)


def strip_rows(uid: str, line: Alignment, runs: Sequence[Run], crs: int) -> list[dict[str, Any]]:
    """Rows of `store/corridor/strips.py` for one alignment; `crs`: EPSG of its legal system."""
    rows = []
    for size, near in SIZES.items():
        pieces = cut(runs, size)
        lines = np.array([line.part(p["from_m"], p["to_m"]).simplify(near) for p in pieces])
        boxes = shapely.bounds(systems.convert_shapes(lines, crs, systems.WEB)).tolist()
        texts = map(_text, systems.convert_shapes(lines, crs, systems.WGS84))
        for piece, text, box in zip(pieces, texts, boxes, strict=True):
            own = {"alignment_uid": uid, "size_m": size, "line": text}
            rows.append({**own, **piece, **dict(zip(_BOX, box, strict=True))})
    return rows


def cut(runs: Iterable[Run], size: int) -> list[dict[str, int]]:
    """Metres of each state in pieces that end at whole multiples of `size` metres."""
    pieces: dict[int, dict[str, int]] = {}
    for run in runs:
        at = run.from_m
        while at < run.to_m:
            end = min((at // size + 1) * size, run.to_m)
            empty = {"from_m": at, "to_m": at, **{f"{state}_m": 0 for state in STATES}}
            piece = pieces.setdefault(at // size, empty)
            piece[f"{run.state}_m"] += end - at
            piece["to_m"] = end
            at = end
    return list(pieces.values())


def counts(runs: Sequence[Run]) -> Counts:
    """The metres of every piece by (size, from): its end, clear, blocked and unknown metres."""
    return {
        (size, p["from_m"]): (p["to_m"], *(p[f"{state}_m"] for state in STATES))
        for size in SIZES
        for p in cut(runs, size)
    }


def touched(known: Counts, runs: Sequence[Run]) -> Counts | None:
    """Pieces whose metres differ from the known ones; None when the pieces are not the same."""
    now = counts(runs)
    is_same = known.keys() == now.keys() and all(known[at][0] == now[at][0] for at in now)
    return {at: piece for at, piece in now.items() if known[at] != piece} if is_same else None


def _text(line: shapely.LineString) -> str:
    """x0,y0,dx,dy,… in steps of longitude and latitude."""
    whole = np.rint(shapely.get_coordinates(line)[:, :2] * STEPS).astype(int)
    return ",".join(map(str, np.diff(whole, axis=0, prepend=0).ravel().tolist()))


def as_json(size: int, rows: Iterable[dict[str, Any]]) -> bytes:
    """JSON `{"size": m, "rows": [[clear, blocked, unknown, x0, y0, dx, dy, …], …]}`.

    Metres; x and y are longitude and latitude (WGS 84) as integer differences.
    """
    values = ",".join(
        f"[{r['clear_m']},{r['blocked_m']},{r['unknown_m']},{r['line']}]" for r in rows
    )
    return f'{{"size":{size},"rows":[{values}]}}'.encode()
