"""Fits what is not a weight: the natural balance of participation, thresholds of emotions, trust in phrases."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import f1_score

from listener.training.data import Example
from listener.training.measures import Labels
from models.tags import Act, Emotion, Participation, Stage
from pipelines.tags import stage
from pipelines.tags.acts import act
from pipelines.tags.classify import Floats
from pipelines.tags.participation import participation as _participation
from pipelines.tags.reading import read
from pipelines.tags.scoring import natural

NONE_SHARE = 0.74  # of natural comments take no part (Pera and Aiello); the training set has other shares


def natural_weights(labels: Labels) -> Labels:
    """Weights under which `none` has its natural share, and the other classes keep theirs among themselves."""
    none = labels == Participation.NONE.value
    weights: NDArray[Any] = np.where(none, NONE_SHARE / none.mean(), (1 - NONE_SHARE) / (~none).mean())
    return weights


def participation(scored: Floats, labels: Labels) -> dict[str, float]:
    """Sharpness and shift of `none` that make held-out scores probable, and the threshold at the natural balance."""
    order = [each.value for each in Participation]
    truth = np.array([order.index(label) for label in labels])
    weights = natural_weights(labels)

    def surprise(free: Floats) -> float:
        said = natural(scored, {"sharpness": float(np.exp(free[0])), "none": float(free[1])})
        return float(-(weights * np.log(said[np.arange(len(truth)), truth] + 1e-9)).sum() / weights.sum())

    found = minimize(surprise, np.zeros(2), method="Nelder-Mead").x
    fitted = {"sharpness": float(np.exp(found[0])), "none": float(found[1])}
    return {
        **{name: round(value, 4) for name, value in fitted.items()},
        "least": _least(natural(scored, fitted), weights),
    }


def named(said: Floats, least: float) -> Labels:
    """The participation that the tagger would say at these probabilities."""
    return np.array([_participation(row, None, least).value for row in said.tolist()])


def _least(said: Floats, weights: Labels) -> float:
    """How probable taking part must be, so that as many are said to take part as naturally do."""
    order = np.argsort(-(1 - said[:, 0]))
    takes = np.searchsorted(np.cumsum(weights[order]) / weights.sum(), 1 - NONE_SHARE)
    return round(float((1 - said[:, 0])[order][takes]), 4)


def thresholds(probabilities: Floats, examples: Sequence[Example]) -> list[float]:
    """For each emotion the probability at which F1 is best on held-out examples."""
    return [
        _best(probabilities[:, i], np.array([emotion.value in each.labels for each in examples]))
        for i, emotion in enumerate(Emotion)
    ]


def _best(said: Labels, truth: Labels) -> float:
    tried = np.linspace(0.05, 0.7, 66)
    return round(float(tried[int(np.argmax([f1_score(truth, said > each) for each in tried]))]), 2)


def trust(examples: Sequence[Example]) -> dict[str, float]:
    """How often an act's phrase and the labelled participation mean the same stage, by act and length of text, at the
    natural balance of classes. Phrases of interest alone earn none: what interests is not taking part yet."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    weights = natural_weights(np.array([each.label for each in examples]))
    for example, weight in zip(examples, weights.tolist(), strict=True):
        name, agrees = _agrees(example)
        seen[name] += weight
        right[name] += weight * agrees
    names = (stage.rule(each, tokens) for each in _TRUSTED for tokens in (1, stage.SHORT + 1))
    return {name: round((right[name] + 0.5) / (seen[name] + 2), 2) for name in names}


_TRUSTED = (Act.OFFER, Act.PLEDGE, Act.URGE, Act.ACT)


def stage_of(label: str) -> Stage:
    """The stage that a labelled participation means."""
    return stage.BY_PARTICIPATION[Participation(label)]


def _agrees(example: Example) -> tuple[str, bool]:
    reading = read(example.text, example.language)
    shown = act(reading)
    kind = shown[0] if shown else None
    return stage.rule(kind, len(reading.tokens.lower)), stage.BY_ACT[kind] is stage_of(example.label)
