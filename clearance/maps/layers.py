"""The layers of the map: one row each. The page, the legend and the endpoints follow from it."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["polygon", "line", "point", "label"]
Hatch = Literal["solid", "diagonal", "dots", "lines", "none"]
#: How its features reach the page: one GeoJSON by box, vector tiles
#: with statuses apart, or (along the road, today, from afar) progress strips; kilometre posts.
Source = Literal["geojson", "tiles", "strips", "posts"]

#: Prefix of every data endpoint: /map/<layer>.geojson?bbox=west,south,east,north; whole without.
ENDPOINT = "/map"


@dataclass(frozen=True, slots=True)
class Look:
    """How one status is drawn; `tone` names a colour of static/css/frame/app.css or map.css."""

    status: str
    vi: str
    en: str
    tone: str
    hatch: Hatch = "solid"


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer. Zooms are Leaflet's; `panel` is the page a feature's code leads to.

    `is_live`: a layer of GeoJSON that is fetched again when cases moved.
    """

    name: str
    vi: str
    en: str
    kind: Kind
    looks: tuple[Look, ...]
    min_zoom: int = 0
    max_zoom: int = 20
    weight: float = 1.5
    radius: int = 0
    dash: str = ""
    panel: str = ""
    has_labels: bool = False
    is_on: bool = True
    is_whole: bool = field(default=False)
    source: Source = "geojson"
    is_live: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its features have no status: all look alike."""
        return [look.status for look in self.looks] == [""]

    @property
    def tile_zooms(self) -> tuple[int, int]:
        """The least and the greatest z of its tiles: of 512 pixels, so one less than the map's."""
        return (max(self.min_zoom - 1, 0), self.max_zoom - 1)

    @property
    def endpoint(self) -> str:
        """Where its features come from."""
        name = "posts.json" if self.source == "posts" else f"{self.name}.geojson"
        return f"{ENDPOINT}/{name}"

    def settings(self) -> dict[str, Any]:
        """What the page's script needs: codes and numbers only, no words."""
        return {
            "name": self.name,
            "kind": self.kind,
            "url": self.endpoint,
            "live": self.is_live,
            "plain": self.is_plain,
            "zooms": [self.min_zoom, self.max_zoom],
            "looks": {look.status: [look.tone, look.hatch] for look in self.looks},
            "weight": self.weight,
            "radius": self.radius,
            "dash": self.dash,
            "panel": self.panel,
            "labels": self.has_labels,
            "on": self.is_on,
            "whole": self.is_whole,
        }


def _plain(vi: str, en: str, tone: str, hatch: Hatch = "none") -> tuple[Look, ...]:
    return (Look("", vi, en, tone, hatch),)


GROUPS = (
    Look("todo", "Chưa làm", "Not started", "todo", "dots"),
    Look("doing", "Đang làm", "Under way", "doing", "lines"),
    Look("stuck", "Vướng mắc", "Stuck", "stuck", "diagonal"),
    Look("done", "Đã bàn giao", "Handed over", "done", "solid"),
)
STATES = (
    Look("clear", "Sạch", "Clear", "done", "solid"),
    Look("blocked", "Còn vướng", "Blocked", "stuck", "diagonal"),
    Look("unknown", "Chưa khảo sát", "Not surveyed", "todo", "dots"),
)

_ROWS = (
    MapLayer("communes", "Địa giới xã", "Communes", "polygon",
             _plain("Ranh giới xã", "Commune border", "edge"), panel="/communes/",
             has_labels=True, is_whole=True),
    MapLayer("rivers", "Sông, suối", "Rivers", "line",
             _plain("Sông, suối", "River", "water"), weight=4),
    MapLayer("roads", "Đường bộ, đường sắt", "Roads and railways", "line",
             _plain("Đường bộ, đường sắt", "Road or railway", "way"), min_zoom=9, weight=3),
    MapLayer("corridor", "Phạm vi GPMB", "Corridor", "polygon",
             _plain("Ranh phạm vi GPMB", "Corridor border", "ink"), min_zoom=11, weight=2,
             dash="6 5", source="tiles"),
    MapLayer("parcels", "Thửa đất", "Parcels", "polygon", GROUPS, min_zoom=14, weight=1,
             panel="/parcels/", source="tiles"),
    MapLayer("runs", "Mặt bằng theo tim tuyến", "Ground along the alignment", "line", STATES,
             max_zoom=13, weight=9, is_live=True, source="strips"),
    MapLayer("segments", "Đoạn bàn giao", "Segments", "line", GROUPS, weight=14,
             panel="/segments/", is_on=False, is_whole=True, is_live=True),
    MapLayer("alignment", "Tim tuyến", "Alignment", "line",
             _plain("Tim tuyến", "Alignment", "ink"), weight=2, min_zoom=12, source="tiles"),
    MapLayer("utilities", "Hạ tầng kỹ thuật", "Utilities", "line", GROUPS, min_zoom=14, weight=4,
             dash="10 6", panel="/utilities/", source="tiles"),
    MapLayer("structures", "Nhà, công trình", "Structures", "point", GROUPS, min_zoom=15,
             radius=7, panel="/structures/", source="tiles"),
    MapLayer("graves", "Mộ", "Graves", "point", GROUPS, min_zoom=14, radius=6, weight=3,
             panel="/graves/", source="tiles"),
    MapLayer("kilometres", "Cọc Km", "Kilometre posts", "label",
             _plain("Cọc Km", "Kilometre post", "ink"), has_labels=True, is_whole=True,
             source="posts"),
)  # fmt: skip
LAYERS = {row.name: row for row in _ROWS}
