"""The append-only journal, its feed, evidence, uploads."""
