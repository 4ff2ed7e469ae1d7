"""Benchmarks against the budgets of the product: `python -m tests.bench`."""
