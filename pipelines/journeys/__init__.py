"""Journeys: from tagged posts to authors who come back, the panel of those who vote, and their votes."""
