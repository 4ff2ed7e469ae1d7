"""Check that coordinates lie in Viet Nam: swapped axes, degrees taken for metres."""

import shapely

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.rows import Reading
from clearance.geo import crs as systems
from clearance.geo.causes import likely_cause
from clearance.rules.basics.faults import Fault

#: Longitude and latitude of Viet Nam, WGS 84.
COUNTRY = (102.0, 8.0, 110.0, 23.6)


def check_country(reading: Reading, ground: Ground) -> None:
    """Add a fault when the shapes read lie outside Viet Nam (ground's system)."""
    shapes = [shapely.from_wkb(r.values["shape"]) for r in reading.rows if "shape" in r.values]
    coords = shapely.get_coordinates(shapes)
    degrees = systems.convert(coords, ground.crs, systems.WGS84)
    low, high = COUNTRY[:2], COUNTRY[2:]
    if len(coords) and not ((degrees >= low) & (degrees <= high)).all():
        area = systems.convert_shapes(shapely.box(*COUNTRY), systems.WGS84, ground.crs)
        cause = likely_cause(coords, area, ground.crs)
        told = cause.message if cause else "hệ tọa độ sai"
        remedy = cause.remedy if cause else "kiểm tra hệ tọa độ"
        reading.faults.append(Fault(f"nằm ngoài Việt Nam: {told}", remedy, reading.file))
