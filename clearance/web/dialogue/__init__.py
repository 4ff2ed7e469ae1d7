"""Notes and requests."""
