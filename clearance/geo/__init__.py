"""Coordinate systems, the alignment, polygons; knows no table and no page."""
