"""Figures with their uncertainty: F1, calibration error, bootstrap intervals, and the baselines to stand beside."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

Labels = NDArray[Any]
RESAMPLES = 300


class Figure(NamedTuple):
    """A measured value and the ends of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


def bootstrap(measure: Callable[[NDArray[np.int64]], float], size: int, seed: int = 0) -> Figure:
    """`measure` of the rows 0..size, and of DRAWS samples of them with replacement."""
    draw = np.random.default_rng(seed)
    drawn = [measure(draw.integers(0, size, size)) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Figure(round(measure(np.arange(size)), 4), round(float(low), 4), round(float(high), 4))


def macro_f1(truth: Labels, said: Labels, classes: Sequence[str] | None = None) -> Figure:
    """Macro-averaged F1 of single labels."""
    return bootstrap(
        lambda rows: float(f1_score(truth[rows], said[rows], labels=classes, average="macro", zero_division=0)),
        len(truth),
    )


def weighted_f1(truth: Labels, said: Labels, weights: Labels) -> Figure:
    """F1 averaged by class size, each row counting as its weight."""
    return bootstrap(
        lambda rows: float(
            f1_score(truth[rows], said[rows], average="weighted", sample_weight=weights[rows], zero_division=0)
        ),
        len(truth),
    )


def macro_f1_weighted(truth: Labels, said: Labels, weights: Labels) -> Figure:
    """Macro-averaged F1, each row counting as its weight."""
    return bootstrap(
        lambda rows: float(
            f1_score(truth[rows], said[rows], average="macro", sample_weight=weights[rows], zero_division=0)
        ),
        len(truth),
    )


def mean_macro_f1(truths: Sequence[Labels], saids: Sequence[Labels], classes: Sequence[str] | None = None) -> Figure:
    """The mean over several sets of their macro-F1; each set is resampled by itself."""
    figures = [macro_f1(truth, said, classes) for truth, said in zip(truths, saids, strict=True)]
    mean = float(np.mean([each.value for each in figures]))
    spread = [(each.high - each.low) / 2 for each in figures]
    half = float(np.sqrt(np.sum(np.square(spread)))) / len(figures)
    return Figure(round(mean, 4), round(mean - half, 4), round(mean + half, 4))


def binary_f1(truth: Labels, said: Labels) -> Figure:
    """F1 of a yes-or-no label."""
    return bootstrap(lambda rows: float(f1_score(truth[rows], said[rows], zero_division=0)), len(truth))


def proportion(right: Labels) -> Figure:
    """The share of True."""
    return bootstrap(lambda rows: float(right[rows].mean()), len(right))


def correlation(one: Labels, other: Labels) -> Figure:
    """Pearson's correlation."""
    return bootstrap(lambda rows: float(np.corrcoef(one[rows], other[rows])[0, 1]), len(one))


def calibration_error(right: Labels, claimed: Labels, weights: Labels, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between claimed probability and hit rate over equal bins of claim."""
    at = np.minimum((claimed * bins).astype(int), bins - 1)
    gaps = [
        abs(
            np.average(right[at == b], weights=weights[at == b])
            - np.average(claimed[at == b], weights=weights[at == b])
        )
        * weights[at == b].sum()
        for b in range(bins)
        if weights[at == b].sum() > 0
    ]
    return float(sum(gaps) / weights.sum())


def predict_by_tfidf(train: Sequence[str], labels: Labels, test: Sequence[str]) -> Labels:
    """What tf-idf over words and logistic regression say: the baseline."""
    words = TfidfVectorizer()
    model = LogisticRegression(max_iter=300).fit(words.fit_transform(train), labels)
    said: Labels = model.predict(words.transform(test))
    return said


def predict_majority(labels: Labels, size: int) -> Labels:
    """The most frequent label, `size` times."""
    names, counts = np.unique(labels, return_counts=True)
    return np.array([names[counts.argmax()]] * size)
