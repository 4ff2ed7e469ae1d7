"""Days, names, quantities, chainage, changes, refusals: what every rule stands on."""
