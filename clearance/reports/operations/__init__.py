"""Plans of operations: the facts they rest on read from the store, the rules applied to them."""
