"""Import, hub, feed."""
