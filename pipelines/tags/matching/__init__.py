"""Matching: whose story a post speaks of, and of which themes."""

from pipelines.tags.matching.stories import Belonging, Matcher
from pipelines.tags.matching.themes import ThemeMatcher, find_themes

__all__ = ["Belonging", "Matcher", "ThemeMatcher", "find_themes"]
