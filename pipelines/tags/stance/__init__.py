"""Stance: whether the author is for the campaign's story or against it."""
