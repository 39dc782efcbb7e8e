"""Sentiment: the tone of the words, by VADER, by lists of words, and by concepts that languages share."""

from pipelines.tags.sentiment.concepts import concept_rows
from pipelines.tags.sentiment.lexicon import WordCounts, count_words, has_lexicon
from pipelines.tags.sentiment.tone import sentiment_of, vader_compound, word_tone

__all__ = ["WordCounts", "concept_rows", "count_words", "has_lexicon", "sentiment_of", "vader_compound", "word_tone"]
