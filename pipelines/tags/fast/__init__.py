"""Fast: VADER, py3langid and spaCy's Matcher for streams, each behind the library's own interface and equal to it.

Each module says what the whole tagger would cost with the library in its place.
"""

from pipelines.tags.fast.langid import FastLanguageIdentifier
from pipelines.tags.fast.matcher import FastMatcher
from pipelines.tags.fast.vader import FastSentimentIntensityAnalyzer

__all__ = ["FastLanguageIdentifier", "FastMatcher", "FastSentimentIntensityAnalyzer"]
