"""What a project has and still lacks: one list for the page and for `flask doctor`."""
