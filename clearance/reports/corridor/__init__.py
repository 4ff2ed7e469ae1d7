"""The road in metres: clear, blocked, unknown; what unlocks most; what moved."""
