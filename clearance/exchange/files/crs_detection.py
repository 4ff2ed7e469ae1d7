"""The coordinate system a file declares: EPSG code, GeoJSON name, or the words of a .prj."""

import re

from clearance.geo import crs as systems

CODE = re.compile(r"EPSG[\":,\s]+(?:\d*:)?(\d{4,5})", re.IGNORECASE)
AUTHORITY = re.compile(r'AUTHORITY\["EPSG","(\d+)"\]\]\s*$')
NUMBER = r"\"\s*,\s*(-?[\d.]+)"
MERIDIAN = re.compile(r'"central_meridian' + NUMBER, re.IGNORECASE)
SCALE = re.compile(r'"scale_factor' + NUMBER, re.IGNORECASE)


def epsg_of(text: str) -> int | None:
    """EPSG code of a declaration; None without one or for a system not supported.

    A transverse Mercator of scale 0.9999 is a Vietnamese cadastral zone whatever datum the
    drawing program wrote beside it.
    """
    if not text.lstrip().upper().startswith(("PROJC", "GEOGC", "GEODC", "COMPD", "BOUND")):
        return systems.WGS84 if "CRS84" in text.upper() else _known(CODE.search(text))
    found = AUTHORITY.search(text.strip())
    return _known(found) or _by_words(text)


def _known(found: re.Match[str] | None) -> int | None:
    code = int(found[1]) if found else None
    return code if code in systems.NAMES else None


def _by_words(text: str) -> int | None:
    meridian, scale = MERIDIAN.search(text), SCALE.search(text)
    is_vietnamese = bool(re.search(r"vn[-_ ]?2000|vietnam", text, re.IGNORECASE))
    if not meridian or not scale:
        return systems.VN2000 if is_vietnamese else _degrees(text)
    degrees = float(meridian[1])
    if abs(float(scale[1]) - 0.9999) < 1e-6:
        written = f"{int(degrees)}°{round(degrees % 1 * 60):02d}'"
        return next((code for code, at in systems.CADASTRAL.items() if at == written), None)
    zone = {105.0: "48", 111.0: "49"}.get(degrees, "-")
    family = "VN-2000" if is_vietnamese else "WGS 84"
    named = (code for code, name in systems.UTM.items() if name.startswith(family))
    return next((code for code in named if systems.UTM[code].endswith(zone)), None)


def _degrees(text: str) -> int | None:
    is_wgs = re.search(r"wgs[-_ ]?(19)?84", text, re.IGNORECASE) and "PROJ" not in text.upper()[:6]
    return systems.WGS84 if is_wgs else None
