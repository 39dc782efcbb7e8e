"""Classifiers: linear models over hashed features, their shipped weights, and what they say of a batch."""
