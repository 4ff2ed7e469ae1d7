"""Lists and drawings of what lies along the road."""
