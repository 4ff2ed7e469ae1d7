"""The scopes of works a thing belongs to: the main one, and what was added to it."""

#: The scope of a thing of which none is told.
MAIN_SCOPE = "main"
SCOPES = (MAIN_SCOPE, "added", "spoil", "resettlement_area", "utility_corridor")
