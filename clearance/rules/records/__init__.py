"""Subjects and fields, permissions, holders, requests, notes, offerings."""
