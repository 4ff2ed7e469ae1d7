"""Sheets of paper: how large the drawing on them is and at which scale a place fits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clearance.maps.features import EARTH_M, Box

#: Width and height in millimetres, upright; the margin all round.
PAPERS = {"A4": (210, 297), "A3": (297, 420)}
MARGIN_MM = 10
#: Head and foot of the sheet: title above, legend and scale below the map.
HEAD_MM, FOOT_MM = 16, 30
#: One drawing unit is a hundredth of a millimetre, so that all places are whole numbers.
UNITS = 100
SCALES = tuple(step * 10**power // 10 for power in range(3, 8) for step in (10, 20, 25, 50))


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet with the place it shows. `middle` is in EPSG:3857; `scale` is the N of 1:N."""

    name: str
    is_wide: bool
    scale: int
    middle: tuple[float, float]

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height inside the margins."""
        low, high = (side - 2 * MARGIN_MM for side in PAPERS[self.name])
        return (high, low) if self.is_wide else (low, high)

    @property
    def frame_mm(self) -> tuple[int, int]:
        """Width and height of the map itself."""
        width, height = self.size_mm
        return width, height - HEAD_MM - FOOT_MM

    @property
    def stretch(self) -> float:
        """EPSG:3857 metres for one true metre at the middle."""
        return math.cosh(self.middle[1] / EARTH_M)

    @property
    def units_a_metre(self) -> float:
        """Drawing units for one metre of EPSG:3857, true to scale at the middle."""
        return 1000 * UNITS / (self.scale * self.stretch)

    @property
    def box(self) -> Box:
        """What the frame shows, in EPSG:3857."""
        half = [side * UNITS / self.units_a_metre / 2 for side in self.frame_mm]
        x, y = self.middle
        return (x - half[0], y - half[1], x + half[0], y + half[1])


def fitted(box: Box, name: str) -> Paper:
    """The sheet on which a box (EPSG:3857) fits largest, at a round scale.

    KeyError for a paper not in PAPERS.
    """
    west, south, east, north = box
    middle = ((west + east) / 2, (south + north) / 2)
    sheets = [Paper(name, is_wide, 1, middle) for is_wide in (True, False)]
    scales = [_scale(sheet, east - west, north - south) for sheet in sheets]
    best = min((scale, at) for at, scale in enumerate(scales))
    return Paper(name, best[1] == 0, best[0], middle)


def _scale(sheet: Paper, wide: float, high: float) -> int:
    """The smallest round N at which that many web metres fit the frame."""
    width, height = sheet.frame_mm
    needed = max(wide / width, high / height) / sheet.stretch * 1000
    return next((scale for scale in SCALES if scale >= needed), SCALES[-1])


def bar_m(scale: int, most_mm: int = 50, steps: Sequence[int] = (1, 2, 5)) -> int:
    """The longest round length in metres that is no longer than `most_mm` on the sheet."""
    most = most_mm * scale / 1000
    power = 10 ** math.floor(math.log10(most))
    return int(max(step * power for step in steps if step * power <= most))
