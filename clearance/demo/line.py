"""An invented centreline and its corridor: smooth bends, a right of way of varying width."""

from dataclasses import dataclass

import numpy as np
import shapely

from clearance.geo.alignment import Alignment

#: Metres between two vertices of centreline and corridor.
STEP_M = 20
#: (wave length m, swing in radians) of the bends; radii stay above some 600 m.
_BENDS = ((9_100, 0.30), (4_700, 0.26), (2_900, 0.20), (1_900, 0.12))


@dataclass(frozen=True, slots=True)
class Course:
    """Vertices of a centreline every 20 m, the left-hand normals there, half widths (m)."""

    points: np.ndarray
    normals: np.ndarray
    left_m: np.ndarray
    right_m: np.ndarray

    @property
    def line(self) -> shapely.LineString:
        """The centreline."""
        return shapely.LineString(self.points)

    @property
    def corridor(self) -> shapely.Polygon:
        """The right of way: up the left edge, back down the right one."""
        return shapely.Polygon(np.vstack([self.edge("left"), self.edge("right")[::-1]]))

    def edge(self, side: str) -> np.ndarray:
        """Vertices of one edge of the corridor, rounded to a centimetre."""
        width = self.left_m if side == "left" else -self.right_m
        return np.round(self.points + self.normals * width[:, None], 2)

    def place(self, along_m: np.ndarray, aside_m: np.ndarray) -> np.ndarray:
        """Coordinates at metres along the line and metres to its left, rounded to a centimetre."""
        stations = np.arange(len(self.points)) * STEP_M
        here = [np.interp(along_m, stations, column) for column in self.points.T]
        aside = [np.interp(along_m, stations, column) for column in self.normals.T]
        return np.round(np.column_stack(here) + np.column_stack(aside) * aside_m[:, None], 2)


def invent(
    rng: np.random.Generator,
    start: tuple[float, float],
    heading: float,
    length_m: float,
    interchange_m: float,
) -> Course:
    """A winding course from `start` (easting, northing), mean heading in radians from east."""
    count = round(length_m / STEP_M) + 1
    along = np.linspace(0, length_m, count)
    turned = heading + sum(
        swing * np.sin(2 * np.pi * (along / wave + rng.random())) for wave, swing in _BENDS
    )
    steps = (along[1] - along[0]) * np.column_stack([np.cos(turned), np.sin(turned)])[:-1]
    points = np.round(np.vstack([[start], np.asarray(start) + np.cumsum(steps, axis=0)]), 2)
    widths = [_half_width(rng, along, interchange_m) for _ in "lr"]
    return Course(points, _normals(points), *widths)


def read_course(line: shapely.LineString, corridor: shapely.Polygon) -> Course:
    """The course back from its two shapes; ValueError when their vertices do not pair up."""
    points = shapely.get_coordinates(line)
    rim = shapely.get_coordinates(corridor)[:-1]
    if len(rim) != 2 * len(points):
        raise ValueError("the corridor was not drawn from this centreline")
    left, right = rim[: len(points)], rim[len(points) :][::-1]
    widths = (np.hypot(*(edge - points).T) for edge in (left, right))
    return Course(points, _normals(points), *widths)


def _normals(points: np.ndarray) -> np.ndarray:
    """Unit vectors to the left of the line at each vertex."""
    along = np.gradient(points, axis=0)
    unit = along / np.hypot(*along.T)[:, None]
    return np.column_stack([-unit[:, 1], unit[:, 0]])


def _half_width(rng: np.random.Generator, along: np.ndarray, interchange_m: float) -> np.ndarray:
    """30 to 55 m from the centreline, cuts and banks by turns; wider at the interchange."""
    phases = rng.random(3)
    waves = (6_100, 2_300, 800)
    swing = sum(np.sin(2 * np.pi * (along / w + p)) for w, p in zip(waves, phases, strict=True))
    ramp = np.clip(1.6 - np.abs(along - interchange_m) / 350, 0, 1)
    return np.round(42.5 + 17 * swing / 3 + 60 * ramp, 2)


def surroundings(alignment: Alignment) -> list[tuple[str, str, shapely.LineString]]:
    """An invented river and an old road that wind about the new one: kind, name, line."""
    along = np.arange(alignment.from_m, alignment.to_m, 400.0)
    turn = 2 * np.pi * along
    river = 1900 * np.cos(turn / 37_000) + 350 * np.sin(turn / 5_300)
    old = 700 * np.sin(turn / 21_000 + 1) + 120 * np.sin(turn / 3_100)
    return [
        (kind, name, shapely.LineString(np.round(alignment.point_at(along, offset), 2)))
        for kind, name, offset in (
            ("river", "Sông Lam Thủy (giả định)", river),
            ("road", "Đường cũ (giả định)", old),
        )
    ]
