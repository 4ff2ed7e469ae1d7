"""Tests that guard the house itself: arrows, sizes, words, catalogue, settings, requirements."""
