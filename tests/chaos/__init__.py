"""Chaos: workers on a real broker amid faults of every kind, and what must hold whatever comes."""
