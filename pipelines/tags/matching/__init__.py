"""Matching: whose story a post speaks of, and of which themes."""
