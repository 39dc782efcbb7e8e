"""What the author shows: our eight emotions, and which of GoEmotions' twenty-seven each stands for."""

from collections.abc import Sequence

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

_EMOTIONS = tuple(Emotion)


def emotions(probabilities: Sequence[float], thresholds: Sequence[float]) -> tuple[Emotion, ...]:
    """The emotions whose probability reaches their threshold, in the order of Emotion."""
    shown = zip(_EMOTIONS, probabilities, thresholds, strict=True)
    return tuple([emotion for emotion, p, least in shown if p >= least])
