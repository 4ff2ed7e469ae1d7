"""Tests; their folders mirror the rooms of `clearance`."""
