"""The road: segments, offerings, minutes, strips, communes."""
