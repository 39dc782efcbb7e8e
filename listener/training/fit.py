"""Fits heads by logistic regression on the very features that the tagger reads, and packs them into a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from listener.training.counts import Counts
from pipelines.tags.classifiers.cues import CUE_NAMES
from pipelines.tags.linear.weighting import FloatArray, WeightTable, pack
from pipelines.tags.sentiment.concepts import concept_row_count
from pipelines.tags.text.ngrams import ROW_BITS

CUE_WEIGHT = 0.4  # how strongly cues count beside n-grams; chosen on folds of the training sets
TELLING, UNSEEN = 0.5, 0.1  # how much an n-gram's log-count ratio scales it, and its smoothing; likewise
MEANING_WEIGHT = 0.7  # how strongly meanings count beside n-grams; likewise
LOUDER = 1.5  # how much stronger rivals count cues; likewise
SELDOM = 0.2  # added to how often a language has an n-gram; chosen on folds of what was written

_MEANINGS = 1 << ROW_BITS  # where columns of meanings begin, and where those of cues
_CUES = _MEANINGS + concept_row_count()


class Norms(NamedTuple):
    """Squared idf of each n-gram and of each meaning, times 2, as whole numbers 1..255."""

    grams: NDArray[np.int64]
    meanings: NDArray[np.int64]


class Head(NamedTuple):
    """A fitted linear head: weights on idf-weighted n-grams and meanings, on cues, and a bias."""

    name: str
    grams: FloatArray
    meanings: FloatArray
    cues: FloatArray
    bias: float


def norms_of(counts: Counts) -> Norms:
    """How much each n-gram and each meaning weighs, by how few of these texts have it."""
    return Norms(_squared_idf(counts.grams), _squared_idf(counts.meanings))


def _squared_idf(counts: Any) -> NDArray[np.int64]:
    has = counts.getnnz(axis=1) > 0
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + has.sum()) / (1 + seen)) + 1
    norms: NDArray[np.int64] = np.clip(np.rint(idf**2 * 2), 1, 255).astype(np.int64)
    return norms


def matrix(counts: Counts, norms: Norms) -> Any:
    """The matrix that heads are fitted on: n-grams and meanings, each weighted and scaled as `classify.scores` does,
    then cues."""
    grams, meanings = _scaled(counts.grams, norms.grams), _scaled(counts.meanings, norms.meanings)
    return sparse.hstack([grams, meanings * MEANING_WEIGHT, counts.cues * CUE_WEIGHT]).tocsr()


def _scaled(counts: Any, norms: NDArray[np.int64]) -> Any:
    length = np.sqrt(np.maximum(counts @ norms, 1))
    return sparse.diags(1 / length) @ counts @ sparse.diags(np.sqrt(norms))


def binary(name: str, x: Any, y: NDArray[Any], *, c: float) -> Head:
    """A yes-or-no head."""
    used = _used(x)
    fitted = LogisticRegression(C=c, solver="liblinear", max_iter=100, random_state=0).fit(x[:, used], y)
    return _head(name, _spread(fitted.coef_[0], used), float(fitted.intercept_[0]))


def several(
    prefix: str,
    classes: Sequence[str],
    x: Any,
    y: NDArray[Any],
    *,
    c: float,
    balanced: bool = False,
    weights: Any = None,
) -> list[Head]:
    """One head for each class, to be compared by softmax."""
    model = LogisticRegression(C=c, max_iter=150, class_weight="balanced" if balanced else None)
    used = _used(x)
    fitted = model.fit(x[:, used], y, sample_weight=weights)
    order = [list(fitted.classes_).index(each) for each in classes]
    return [
        _head(f"{prefix}:{each}", _spread(fitted.coef_[i], used), float(fitted.intercept_[i]))
        for each, i in zip(classes, order, strict=True)
    ]


def rivals(prefix: str, classes: Sequence[str], x: Any, y: NDArray[Any], *, c: float, weights: Any) -> list[Head]:
    """One head for each class against the others, n-grams scaled by how unevenly classes use them (log-count ratios:
    Wang and Manning, "Baselines and Bigrams", ACL 2012, for a linear model of which plain n-grams keep a part)."""
    used = _used(x)
    return [_rival(f"{prefix}:{each}", x[:, used], y == each, weights, used, c) for each in classes]


def _rival(name: str, x: Any, y: NDArray[Any], sample: Any, used: NDArray[Any], c: float) -> Head:
    grams = int(np.searchsorted(used, _MEANINGS))
    scale = np.ones(len(used))
    scale[:grams] = _telling(x[:, :grams], y * sample, ~y * sample)
    scale[-len(CUE_NAMES) :] = LOUDER
    model = LogisticRegression(C=c, solver="liblinear", dual=True, max_iter=100, random_state=0)
    fitted = model.fit(x @ sparse.diags(scale), y, sample_weight=sample)
    return _head(name, _spread(fitted.coef_[0] * scale, used), float(fitted.intercept_[0]))


def _telling(grams: Any, one: FloatArray, other: FloatArray) -> FloatArray:
    here, there = (grams.T @ each + UNSEEN for each in (one, other))
    ratio = np.abs(np.log((here / here.sum()) / (there / there.sum())))
    scale: FloatArray = 1 - TELLING + TELLING * ratio / ratio.mean()
    return scale


def _used(x: Any) -> NDArray[Any]:
    """The columns that some text has, and the cues: fitting the others would take most of the time."""
    has = np.bincount(x.indices, minlength=x.shape[1])[:_CUES]
    return np.concatenate((np.flatnonzero(has), np.arange(_CUES, x.shape[1])))


def _spread(weights: FloatArray, used: NDArray[Any]) -> FloatArray:
    whole = np.zeros(_CUES + len(CUE_NAMES))
    whole[used] = weights
    return whole


def likelihoods(prefix: str, classes: Sequence[str], grams: Any, y: NDArray[Any]) -> WeightTable:
    """A naive Bayes head for each class, over n-grams alone: how much likelier it is than the mean of the classes."""
    seen = np.column_stack([np.asarray(grams[y == each].sum(axis=0)).ravel() + SELDOM for each in classes])
    told = np.log(seen / seen.sum(axis=0))
    told -= told.mean(axis=1, keepdims=True)
    none = np.zeros(concept_row_count())
    heads = [
        Head(f"{prefix}:{each}", told[:, i], none, np.zeros(len(CUE_NAMES)), 0.0) for i, each in enumerate(classes)
    ]
    return table(heads, Norms(np.ones(len(told), np.int64), np.ones(concept_row_count(), np.int64)))


def _head(name: str, weights: FloatArray, bias: float) -> Head:
    grams, meanings, cues = np.split(weights, (_MEANINGS, _CUES))
    return Head(name, grams, meanings * MEANING_WEIGHT, cues * CUE_WEIGHT, bias)


def table(heads: Sequence[Head], norms: Norms) -> WeightTable:
    """Heads rounded to eight bits each."""
    packed, scales = rounded([head.grams for head in heads], norms.grams)
    meanings, meaning_scales = rounded([head.meanings for head in heads], norms.meanings)
    return WeightTable(
        heads=tuple(head.name for head in heads),
        packed=packed,
        scales=scales,
        cue_weights=np.column_stack([head.cues for head in heads]),
        bias=np.array([head.bias for head in heads]),
        meanings=meanings if any(head.meanings.any() for head in heads) else meanings[:0],
        meaning_scales=meaning_scales,
    )


def rounded(heads: Sequence[FloatArray], norms: NDArray[np.int64]) -> tuple[NDArray[np.uint64], FloatArray]:
    """Weights of eight bits, packed with their norms, and what one is worth in each head."""
    weights = np.column_stack(heads) * np.sqrt(norms)[:, None]
    scales = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-12)
    return pack(np.rint(weights / scales).astype(np.int64), norms), scales
