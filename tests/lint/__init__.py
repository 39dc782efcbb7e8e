"""Lint: what `make lint` asks of names beyond what ruff knows."""
