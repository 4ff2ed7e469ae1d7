"""Who holds what, what is late, how each area performs."""
