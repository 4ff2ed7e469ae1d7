"""Metres: intervals, handover by metre, unlock, availability."""
