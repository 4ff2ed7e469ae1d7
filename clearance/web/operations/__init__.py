"""Pages of operations: choose, see before it is done, carry out, report, undo."""
