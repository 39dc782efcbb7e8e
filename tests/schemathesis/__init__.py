"""Schemathesis: the contracts of the board and of the posts API, tried by a program of others: `make fuzz-http`."""
