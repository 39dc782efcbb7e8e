"""The tone of the words. English has VADER's compound score and a classifier's label; Arabic, Bokmål, Danish, French,
German, Hindi, Italian, Nynorsk, Portuguese, Spanish and Swedish a classifier. Others have none."""

from collections.abc import Sequence
from functools import lru_cache

from models.tags import Sentiment
from pipelines.tags.fast import vader

_LABELS = ("negative", "neutral", "positive")
_POSITIVE, _NEGATIVE = 0.05, -0.05  # VADER's own bounds of neutral


def sentiment_of(
    probabilities: Sequence[float], compound: float | None, code: str | None, version: str
) -> Sentiment | str:
    """The sentiment of a text, or why it has none. `compound` is VADER's score, for English."""
    if not probabilities:
        return f"no-scorer:{code or 'undetermined'}"
    label = _LABELS[probabilities.index(max(probabilities))]
    tone = compound if compound is not None else round(probabilities[2] - probabilities[0], 4)
    return Sentiment(tone, label, _scorer(code, version))


@lru_cache(maxsize=64)
def _scorer(code: str | None, version: str) -> str:
    if code == "en":
        return f"{vader.VADER_VERSION}+{version}"
    return f"{version}:{code}"


def label_of(compound: float) -> str:
    """negative, neutral or positive, by VADER's own bounds."""
    return "positive" if compound >= _POSITIVE else "negative" if compound <= _NEGATIVE else "neutral"
