"""What the author shows: our eight emotions, and which of GoEmotions' twenty-seven each stands for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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


_SETS = [tuple(each for n, each in enumerate(Emotion) if code >> n & 1) for code in range(1 << len(Emotion))]
_BITS = 1 << np.arange(len(Emotion))


def emotions_above(probabilities: NDArray[np.float64], thresholds: Sequence[float]) -> list[tuple[Emotion, ...]]:
    """The emotions of each text (a row) whose probability reaches their threshold, in the order of Emotion."""
    return [_SETS[code] for code in ((probabilities >= thresholds) @ _BITS).tolist()]
