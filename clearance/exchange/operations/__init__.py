"""Plans of operations that drawings bring."""
