"""The map and its data."""
