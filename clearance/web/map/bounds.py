"""Where the map begins: the whole road, a commune, or the view of the address."""

from clearance.geo.crs import WEB, WGS84, convert
from clearance.maps.features import Box, in_metres
from clearance.maps.first import View, fitted, padded, read_view
from clearance.maps.layers import MapLayer
from clearance.maps.page import Bounds
from clearance.store.map import shapes
from clearance.web.frame.context import asked, store
from clearance.web.map.view import box_asked

#: Around Ham Yen, in degrees, until there is an alignment.
_NOWHERE: Bounds = (104.85, 21.84, 105.16, 22.35)


def whole() -> Bounds:
    """All the roads, in degrees."""
    return _in_degrees(shapes.whole_box(store()))


def bounds() -> Bounds:
    """What the map shows at first, in degrees: the commune asked for or all the roads."""
    box = shapes.commune_box(store(), asked("commune")) if asked("commune") else None
    return _in_degrees(box) if box else whole()


def view_asked() -> View | None:
    """The view that stands in the address."""
    return read_view(asked("view"))


def view() -> View:
    """Where it begins: what stands in the address, else what fits the bounds."""
    return view_asked() or fitted(bounds())


def box_of(row: MapLayer) -> Box:
    """The box (EPSG:3857) of ?bbox=; without one a layer loaded whole has all the roads'."""
    return in_metres(padded(whole())) if row.is_whole and not asked("bbox") else box_asked()


def _in_degrees(box: Box | None) -> Bounds:
    if box is None:
        return _NOWHERE
    (west, south), (east, north) = convert([box[:2], box[2:]], WEB, WGS84).tolist()
    return (west, south, east, north)
