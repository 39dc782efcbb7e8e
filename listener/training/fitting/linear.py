"""Fits heads by logistic regression on the very features that the tagger reads, and packs them into a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from listener.training.fitting.counts import TextCounts
from pipelines.tags.classifiers.cues import CUE_NAMES
from pipelines.tags.linear.weighting import FloatArray, WeightTable, pack
from pipelines.tags.sentiment.concepts import concept_row_count
from pipelines.tags.text.ngrams import ROW_BITS

_CUE_WEIGHT = 0.4  # how strongly cues count beside n-grams; chosen on folds of the training sets
_RATIO_SHARE = 0.5  # how much an n-gram's log-count ratio scales it; likewise
_RATIO_SMOOTHING = 0.1  # added to the counts of that ratio; likewise
CONCEPT_WEIGHT = 0.7  # how strongly concepts count beside n-grams; likewise
_CUE_SCALE = 1.5  # how much stronger heads of one class against the rest count cues; likewise
_NGRAM_SMOOTHING = 0.2  # added to how often a language has an n-gram; chosen on folds of what was written

_FIRST_CONCEPT = 1 << ROW_BITS  # where columns of concepts begin, and where those of cues
_FIRST_CUE = _FIRST_CONCEPT + concept_row_count()


class FeatureNorms(NamedTuple):
    """Squared idf of each n-gram and of each concept, times 2, as whole numbers 1..255."""

    ngrams: NDArray[np.int64]
    concepts: NDArray[np.int64]


class LinearHead(NamedTuple):
    """A fitted linear head: weights on idf-weighted n-grams and concepts, on cues, and a bias."""

    name: str
    ngrams: FloatArray
    concepts: FloatArray
    cues: FloatArray
    bias: float


def measure_norms(counts: TextCounts) -> FeatureNorms:
    """How much each n-gram and each concept weighs, by how few of these texts have it."""
    return FeatureNorms(_squared_idf(counts.ngrams), _squared_idf(counts.concepts))


def _squared_idf(counts: Any) -> NDArray[np.int64]:
    has = counts.getnnz(axis=1) > 0
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + has.sum()) / (1 + seen)) + 1
    norms: NDArray[np.int64] = np.clip(np.rint(idf**2 * 2), 1, 255).astype(np.int64)
    return norms


def design_matrix(counts: TextCounts, norms: FeatureNorms) -> Any:
    """The matrix that heads are fitted on: n-grams and concepts, each weighted and scaled as `scores` of
    pipelines/tags/linear/weighting.py does, then cues."""
    ngrams, concepts = _scale_rows(counts.ngrams, norms.ngrams), _scale_rows(counts.concepts, norms.concepts)
    return sparse.hstack([ngrams, concepts * CONCEPT_WEIGHT, counts.cues * _CUE_WEIGHT]).tocsr()


def _scale_rows(counts: Any, norms: NDArray[np.int64]) -> Any:
    length = np.sqrt(np.maximum(counts @ norms, 1))
    return sparse.diags(1 / length) @ counts @ sparse.diags(np.sqrt(norms))


def fit_binary(name: str, x: Any, y: NDArray[Any], *, c: float) -> LinearHead:
    """A yes-or-no head."""
    used = _used_columns(x)
    fitted = LogisticRegression(C=c, solver="liblinear", max_iter=100, random_state=0).fit(x[:, used], y)
    return _head(name, _restore_columns(fitted.coef_[0], used), float(fitted.intercept_[0]))


def fit_softmax(
    prefix: str,
    classes: Sequence[str],
    x: Any,
    y: NDArray[Any],
    *,
    c: float,
    balanced: bool = False,
    weights: Any = None,
) -> list[LinearHead]:
    """One head for each class, to be compared by softmax."""
    model = LogisticRegression(C=c, max_iter=150, class_weight="balanced" if balanced else None)
    used = _used_columns(x)
    fitted = model.fit(x[:, used], y, sample_weight=weights)
    order = [list(fitted.classes_).index(each) for each in classes]
    return [
        _head(f"{prefix}:{each}", _restore_columns(fitted.coef_[i], used), float(fitted.intercept_[i]))
        for each, i in zip(classes, order, strict=True)
    ]


def fit_one_against_rest(
    prefix: str, classes: Sequence[str], x: Any, y: NDArray[Any], *, c: float, weights: Any
) -> list[LinearHead]:
    """One head for each class against the others, n-grams scaled by how unevenly classes use them (log-count ratios:
    Wang and Manning, "Baselines and Bigrams", ACL 2012, for a linear model of which plain n-grams keep a part)."""
    used = _used_columns(x)
    return [_fit_against_rest(f"{prefix}:{each}", x[:, used], y == each, weights, used, c) for each in classes]


def _fit_against_rest(name: str, x: Any, y: NDArray[Any], sample: Any, used: NDArray[Any], c: float) -> LinearHead:
    grams = int(np.searchsorted(used, _FIRST_CONCEPT))
    scale = np.ones(len(used))
    scale[:grams] = _ratio_scale(x[:, :grams], y * sample, ~y * sample)
    scale[-len(CUE_NAMES) :] = _CUE_SCALE
    model = LogisticRegression(C=c, solver="liblinear", dual=True, max_iter=100, random_state=0)
    fitted = model.fit(x @ sparse.diags(scale), y, sample_weight=sample)
    return _head(name, _restore_columns(fitted.coef_[0] * scale, used), float(fitted.intercept_[0]))


def _ratio_scale(grams: Any, one: FloatArray, other: FloatArray) -> FloatArray:
    here, there = (grams.T @ each + _RATIO_SMOOTHING for each in (one, other))
    ratio = np.abs(np.log((here / here.sum()) / (there / there.sum())))
    scale: FloatArray = 1 - _RATIO_SHARE + _RATIO_SHARE * ratio / ratio.mean()
    return scale


def _used_columns(x: Any) -> NDArray[Any]:
    """The columns that some text has, and the cues: fitting the others would take most of the time."""
    has = np.bincount(x.indices, minlength=x.shape[1])[:_FIRST_CUE]
    return np.concatenate((np.flatnonzero(has), np.arange(_FIRST_CUE, x.shape[1])))


def _restore_columns(weights: FloatArray, used: NDArray[Any]) -> FloatArray:
    whole = np.zeros(_FIRST_CUE + len(CUE_NAMES))
    whole[used] = weights
    return whole


def fit_naive_bayes(prefix: str, classes: Sequence[str], grams: Any, y: NDArray[Any]) -> WeightTable:
    """A naive Bayes head for each class, over n-grams alone: how much likelier it is than the mean of the classes."""
    seen = np.column_stack([np.asarray(grams[y == each].sum(axis=0)).ravel() + _NGRAM_SMOOTHING for each in classes])
    likelihood = np.log(seen / seen.sum(axis=0))
    likelihood -= likelihood.mean(axis=1, keepdims=True)
    none = np.zeros(concept_row_count())
    heads = [
        LinearHead(f"{prefix}:{each}", likelihood[:, i], none, np.zeros(len(CUE_NAMES)), 0.0)
        for i, each in enumerate(classes)
    ]
    return pack_table(heads, FeatureNorms(np.ones(len(likelihood), np.int64), np.ones(concept_row_count(), np.int64)))


def _head(name: str, weights: FloatArray, bias: float) -> LinearHead:
    ngrams, concepts, cues = np.split(weights, (_FIRST_CONCEPT, _FIRST_CUE))
    return LinearHead(name, ngrams, concepts * CONCEPT_WEIGHT, cues * _CUE_WEIGHT, bias)


def pack_table(heads: Sequence[LinearHead], norms: FeatureNorms) -> WeightTable:
    """Heads rounded to eight bits each."""
    packed, scales = quantize([head.ngrams for head in heads], norms.ngrams)
    concepts, concept_scales = quantize([head.concepts for head in heads], norms.concepts)
    return WeightTable(
        heads=tuple(head.name for head in heads),
        packed=packed,
        scales=scales,
        cue_weights=np.column_stack([head.cues for head in heads]),
        bias=np.array([head.bias for head in heads]),
        concepts=concepts if any(head.concepts.any() for head in heads) else concepts[:0],
        concept_scales=concept_scales,
    )


def quantize(heads: Sequence[FloatArray], norms: NDArray[np.int64]) -> tuple[NDArray[np.uint64], FloatArray]:
    """Weights of eight bits, packed with their norms, and what one is worth in each head."""
    weights = np.column_stack(heads) * np.sqrt(norms)[:, None]
    scales = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-12)
    return pack(np.rint(weights / scales).astype(np.int64), norms), scales
