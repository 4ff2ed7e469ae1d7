"""The law in force."""
