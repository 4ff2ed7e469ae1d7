"""The schema, its migrations, and what an upgrade mends in the data."""
