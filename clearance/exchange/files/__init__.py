"""Containers, encodings and sandboxed readers; no knowledge of tables or subjects."""
