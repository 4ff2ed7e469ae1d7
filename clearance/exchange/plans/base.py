"""Import of base map features: rivers, roads, railways; lines or areas."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from clearance.exchange.files.features import read_drawing
from clearance.exchange.lists.attributes import read_attributes
from clearance.exchange.lists.drawn_parcels import place
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.tables import Table, column
from clearance.exchange.plans.plan import Draft, Plan, Snapshot, short_mark
from clearance.exchange.road.country import check_country

KINDS = {
    "sông": "river",
    "đường": "road",
    "đường sắt": "rail",
    "song": "river",
    "suoi": "river",
    "ho": "river",
    "river": "river",
    "duong": "road",
    "duong bo": "road",
    "quoc lo": "road",
    "tinh lo": "road",
    "road": "road",
    "duong sat": "rail",
    "rail": "rail",
}
BASE = Table(
    "base",
    "nền bản đồ",
    (
        column("code", "code", "Mã", "code|ma|id"),
        column("name", "text", "Tên", "Tên sông|Tên đường|name|ten"),
        column("kind", "choice", "Loại", "kind|loai|type", options=KINDS),
    ),
)


def import_base(
    path: Path,
    snapshot: Snapshot,
    name: str = "",
    crs: int | None = None,
    layer: str = "",
    column_map: Mapping[str, str] | None = None,
    kind: str = "",
) -> Plan:
    """Plan the import of base features; `kind` (river, road, rail) where the file has none.

    `crs` (EPSG) overrides the declared one. A feature without a code is identified by its shape, so
    the same file changes nothing. A file that cannot be used gives faults.
    """
    features = read_drawing(path, name, layer)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    reading = Reading(BASE.name, features.file, digest)
    read_attributes(features, BASE, column_map or {}, reading)
    ground = Ground(snapshot.ground.crs)  # a river goes on far beyond the road
    place(features, ground, crs, reading, polygons=False)
    check_country(reading, ground)
    draft = Draft(BASE.name, reading, snapshot)
    known = {row["code"]: row for row in snapshot.base}
    for row in reading.rows:
        _put(draft, row, known, kind)
    return draft.finish()


def _put(draft: Draft, row: Row, known: Mapping[str, Mapping[str, object]], kind: str) -> None:
    values = {"kind": kind or None, **row.values}
    if not values["kind"]:
        remedy = "thêm cột Loại (sông, đường, đường sắt), hoặc dùng --kind"
        draft.plan.faults.append(row.fault("không rõ là sông hay đường", remedy))
        return
    mark = short_mark(draft.snapshot.project_uid, values["kind"], values.get("shape"))
    values["code"] = values.get("code") or f"{values['kind'].upper()}-{mark}"
    draft.put("base_feature", known.get(values["code"]), values)
    draft.sample(values)
