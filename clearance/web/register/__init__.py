"""The register by page: what is entered, revised, retired, found at the place, confirmed."""
