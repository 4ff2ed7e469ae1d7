"""Shapes, tiles and filters of the map."""
