"""Connections, dialects, schema and migrations of SQLite and PostgreSQL."""
