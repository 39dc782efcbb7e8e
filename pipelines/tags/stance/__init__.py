"""Stance: whether the author is for the campaign's story or against it."""

from pipelines.tags.stance.by_phrases import stance_of

__all__ = ["stance_of"]
