"""Lists and drawings of what lies along the road: packages, segments, structures, utilities."""
