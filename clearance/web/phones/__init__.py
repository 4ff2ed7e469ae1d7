"""Offline pages, sync, outboxes, photos."""
