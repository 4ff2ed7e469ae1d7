"""Script: read one layer of a drawing and write it as JSON, in its own process.

GDAL carries its own SQLite: kept out of the server, which has another open on the live data.
"""

import json
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # pyogrio looks for these and would spend half a second loading them unused
    sys.modules.update(dict.fromkeys(("geopandas", "pandas", "pyarrow")))  # type: ignore[arg-type]

import numpy as np
import pyogrio
import pyogrio.raw

MEMORY = 3 << 30
#: The most bytes the answer may have.
ANSWER = 512 << 20
MAX_FEATURES = 200_000
#: Layers of a GPX file that give the points of its tracks and routes once more.
REPEATING = ("track_points", "route_points")


def read_features(path: str, layer: str, encoding: str) -> dict[str, Any]:
    """Fields, values by column, hex WKB, declared system of a layer; `error` in Vietnamese."""
    try:
        layers = _layers(path)
        if not layer and len(layers) != 1:
            return {
                "error": "tệp có nhiều lớp" if layers else "không có lớp hình nào",
                "layers": layers,
            }
        name = layer or layers[0]
        if name not in layers:
            return {"error": f"không có lớp {name}", "layers": layers}
        if (
            pyogrio.read_info(path, layer=name, encoding=encoding or None)["features"]
            > MAX_FEATURES
        ):
            return {"error": "quá nhiều hình trong một tệp", "layers": layers}
        meta, _, shapes, columns = pyogrio.raw.read(path, layer=name, encoding=encoding or None)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError):
        return {"error": "không đọc được tệp bản đồ", "layers": []}
    return {
        "layer": name,
        "crs": meta["crs"] or "",
        "fields": [str(field) for field in meta["fields"]],
        "columns": [_values(column) for column in columns],
        "shapes": [None if shape is None else bytes(shape).hex() for shape in shapes],
    }


def _layers(path: str) -> list[str]:
    """Layers with shapes; of several, those that hold none or only repeat a track are left out."""
    named = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    if len(named) < 2:
        return named
    counts = {name: pyogrio.read_info(path, layer=name, force_feature_count=True)["features"]
              for name in named}  # fmt: skip
    return [name for name in named if counts[name] and name not in REPEATING] or named


def _values(column: np.ndarray) -> list[Any]:
    """Plain values: dates as ISO text, missing numbers and dates as None."""
    if column.dtype.kind == "M":
        return [None if np.isnat(v) else str(v)[:10] for v in column]
    if column.dtype.kind == "f":
        return [None if np.isnan(v) else float(v) for v in column]
    return [v.item() if isinstance(v, np.generic) else v for v in column.tolist()]


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER, ANSWER))


if __name__ == "__main__":
    _limit()
    json.dump(read_features(str(Path(sys.argv[1])), *sys.argv[2:4]), sys.stdout, default=str)
