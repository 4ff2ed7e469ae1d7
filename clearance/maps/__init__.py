"""What a screen draws of the corridor: the strip map and the map with its layers."""
