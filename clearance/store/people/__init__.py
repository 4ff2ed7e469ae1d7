"""Accounts, secrets, units, absences."""
