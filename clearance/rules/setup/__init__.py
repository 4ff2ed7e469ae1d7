"""What a project and its server need before real use, as a table of checks."""
