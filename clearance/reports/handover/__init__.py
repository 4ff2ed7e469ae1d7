"""Segments, offerings, certificates."""
