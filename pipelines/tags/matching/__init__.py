"""Matching: whose story a post speaks of, and of which themes."""

from pipelines.tags.matching.declared_acts import DeclaredActs
from pipelines.tags.matching.explaining import AudienceMatch, Barrier, FoundTerm, MatchExplainer, MatchExplanation
from pipelines.tags.matching.finding import PhraseFinder
from pipelines.tags.matching.first_words import FirstWords
from pipelines.tags.matching.stories import Belonging, Matcher
from pipelines.tags.matching.themes import ThemeMatcher, find_themes

__all__ = [
    "AudienceMatch",
    "Barrier",
    "Belonging",
    "DeclaredActs",
    "FirstWords",
    "FoundTerm",
    "MatchExplainer",
    "MatchExplanation",
    "Matcher",
    "PhraseFinder",
    "ThemeMatcher",
    "find_themes",
]
