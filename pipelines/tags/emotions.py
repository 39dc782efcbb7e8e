"""What the author shows: our eight emotions, and which of GoEmotions' twenty-seven each stands for."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import ge

from models.tags import Emotion

# GoEmotions (Demszky et al., ACL 2020) -> ours. The rest (surprise, realization, curiosity) is none.
FROM_GOEMOTIONS: dict[Emotion, frozenset[str]] = {
    Emotion.SOLIDARITY: frozenset(("admiration", "approval", "gratitude")),
    Emotion.EMPATHY: frozenset(("caring", "love")),
    Emotion.ANGER: frozenset(("anger", "annoyance", "disgust", "disapproval")),
    Emotion.FEAR_OR_SHAME: frozenset(("fear", "nervousness", "embarrassment", "remorse")),
    Emotion.CAUTION: frozenset(("confusion", "nervousness")),
    Emotion.HOPE: frozenset(("optimism", "desire")),
    Emotion.JOY: frozenset(("joy", "amusement", "excitement", "relief", "pride")),
    Emotion.SADNESS: frozenset(("sadness", "grief", "disappointment")),
}


def emotions(probabilities: Sequence[float], thresholds: Sequence[float]) -> tuple[Emotion, ...]:
    """The emotions whose probability reaches their threshold, in the order of Emotion."""
    return _chosen(tuple(map(ge, probabilities, thresholds)))


@lru_cache(maxsize=256)
def _chosen(shown: tuple[bool, ...]) -> tuple[Emotion, ...]:
    """The same few tuples again and again: a stream keeps many."""
    return tuple(compress(Emotion, shown))
