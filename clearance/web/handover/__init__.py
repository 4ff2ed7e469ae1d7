"""Segments, offerings, minutes, calendar."""
