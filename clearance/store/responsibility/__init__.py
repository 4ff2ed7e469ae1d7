"""Holders, turns, requests, notes, what is late."""
