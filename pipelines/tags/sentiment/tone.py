"""The tone of the words. English has VADER's compound score and a classifier's label; Arabic, Bokmål, Danish, French,
German, Hindi, Italian, Nynorsk, Portuguese, Spanish and Swedish a classifier. Others have none."""

from collections.abc import Sequence
from functools import lru_cache

from models.tags import Sentiment
from pipelines.tags.fast.vader import VADER_VERSION, FastSentimentIntensityAnalyzer
from pipelines.tags.sentiment.lexicon import count_words, has_lexicon
from pipelines.tags.text import tokenize

_LABELS = ("negative", "neutral", "positive")
_POSITIVE, _NEGATIVE = 0.05, -0.05  # VADER's own bounds of neutral
_ANALYZER = FastSentimentIntensityAnalyzer()


def vader_compound(text: str) -> float:
    """VADER's compound score of an English text, -1..1."""
    return _ANALYZER.polarity_scores(text)["compound"]


def sentiment_of(
    probabilities: Sequence[float], compound: float | None, code: str | None, version: str
) -> Sentiment | str:
    """The sentiment of a text, or why it has none.

    `probabilities`: negative, neutral, positive, by the classifier of `version`, or none. `compound`: VADER's score,
    for English.
    """
    if not probabilities:
        return f"no-scorer:{code or 'undetermined'}"
    label = _LABELS[probabilities.index(max(probabilities))]
    tone = compound if compound is not None else round(probabilities[2] - probabilities[0], 4)
    return Sentiment(tone, label, _scorer(code, version))


@lru_cache(maxsize=64)
def _scorer(code: str | None, version: str) -> str:
    return f"{VADER_VERSION}+{version}" if code == "en" else f"{version}:{code}"


def word_tone(text: str, code: str | None) -> float:
    """The tone by words alone: above 0 kind, below 0 unkind, 0 for neither, or a language without lists of words."""
    if code is None or code == "en":
        return vader_compound(text)
    if not has_lexicon(code):
        return 0.0
    found = count_words(tokenize(text), code)
    return found.good - found.bad + found.emoji


def vader_label(text: str) -> str:
    """negative, neutral or positive, by VADER's compound score and its own bounds."""
    compound = vader_compound(text)
    return "positive" if compound >= _POSITIVE else "negative" if compound <= _NEGATIVE else "neutral"
