"""When the rest will be free, and how such forecasts did before."""
