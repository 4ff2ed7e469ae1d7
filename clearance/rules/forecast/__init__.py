"""The duration model and its Monte Carlo simulation."""
