"""The tone of the words: VADER for English; a language without a scorer has none, and says so."""

from models.tags import Sentiment
from pipelines.tags import vader

POSITIVE, NEGATIVE = 0.05, -0.05  # VADER's own bounds of neutral


def sentiment(text: str, language: str | None) -> Sentiment | str:
    """The sentiment of a cleaned text, or why it has none."""
    if language != "en":
        return f"no-scorer:{language or 'undetermined'}"
    compound = vader.compound(text)
    return Sentiment(compound, label(compound), vader.VERSION)


def label(compound: float) -> str:
    """negative, neutral or positive."""
    return "positive" if compound >= POSITIVE else "negative" if compound <= NEGATIVE else "neutral"
