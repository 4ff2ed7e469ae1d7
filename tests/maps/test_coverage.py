import numpy as np
import shapely

from clearance.maps.coverage import glued


def country(seed: int, count: int = 30, side: float = 20_000) -> list[shapely.Polygon]:
    """A square cut into areas whose borders have many corners."""
    rng = np.random.default_rng(seed)
    points = shapely.MultiPoint(rng.random((count, 2)) * side)
    square = shapely.box(0, 0, side, side)
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=square))
    cut = [shapely.intersection(cell, square) for cell in cells]
    lines = shapely.union_all([shapely.segmentize(cell.exterior, 400) for cell in cut])

    def shake(coords: np.ndarray) -> np.ndarray:
        away = 90 * np.column_stack([np.sin(coords[:, 1] / 170), np.cos(coords[:, 0] / 130)])
        inner = ((coords > 1) & (coords < side - 1)).all(axis=1)[:, None]
        return coords + away * inner

    return list(
        shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.transform(lines, shake))))
    )


def rows(shapes: list[shapely.Polygon]) -> list[tuple[int, str, str, bytes]]:
    return [(at, f"X{at}", "", shapely.to_wkb(shape)) for at, shape in enumerate(shapes)]


def test_thinned_neighbours_leave_neither_gap_nor_overlap() -> None:
    for seed in range(5):
        before = country(seed)
        after = shapely.from_wkb([row[3] for row in glued(rows(before))])
        assert shapely.coverage_is_valid(after)
        assert shapely.get_num_coordinates(after).sum() < shapely.get_num_coordinates(before).sum()
        whole, areas = shapely.union_all(after), shapely.area(after).sum()
        assert abs(areas - shapely.area(whole)) < 1e-3  # no overlap
        assert len(shapely.get_parts(shapely.get_rings(whole))) == 1  # no gap
        assert shapely.is_valid(after).all()


def test_areas_drawn_with_slivers_between_them_are_cleaned_first() -> None:
    drawn = rows([shapely.box(0, 0, 999.9, 1000), shapely.box(999.8, 0, 2000, 1000)])
    after = shapely.from_wkb([row[3] for row in glued(drawn)])
    assert shapely.coverage_is_valid(after)
    assert [row[:3] for row in glued(drawn)] == [row[:3] for row in drawn]


def test_nothing_stays_nothing() -> None:
    assert glued([]) == []
