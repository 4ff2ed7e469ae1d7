"""Days, names, quantities, chainage, changes, refusals: the base of all other rules."""
