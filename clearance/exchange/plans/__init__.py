"""What an import would change, and the import itself."""
