"""What happens to what flows: pure, synchronous, deterministic steps. Event time is an argument.

posts -> tags -> journeys -> readiness -> signals -> alerts, and `flow` runs the whole chain in memory.
"""
