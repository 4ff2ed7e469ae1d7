"""Containers, encodings and sandboxed readers, below any meaning."""
