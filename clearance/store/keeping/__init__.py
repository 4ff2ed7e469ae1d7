"""Backup, transfer between engines, checksums."""
