"""Fits heads by logistic regression on the very features that the tagger reads, and packs them into a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipelines.tags.classify import Floats, Table, pack
from pipelines.tags.cues import NAMES
from pipelines.tags.features import BITS, features
from pipelines.tags.reading import read_all

BATCH = 256
CUE_WEIGHT = 0.4  # how strongly cues count beside n-grams; chosen on folds of the training sets
TELLING, UNSEEN = 0.5, 0.1  # how much an n-gram's log-count ratio scales it, and its smoothing; likewise
LOUDER = 1.5  # how much stronger rivals count cues; likewise


class Counts(NamedTuple):
    """Texts as counts of n-grams (texts x 2**BITS), cues (texts x len(NAMES)), and the language each was found in."""

    grams: Any
    cues: Floats
    tongues: NDArray[Any]


class Head(NamedTuple):
    """A fitted linear head: weights on idf-weighted n-grams, on cues, and a bias."""

    name: str
    grams: Floats
    cues: Floats
    bias: float


def count(texts: Sequence[str], languages: Sequence[str]) -> Counts:
    """What the tagger would see of these texts."""
    readings = read_all(texts, languages)
    parts = [features([each.text for each in readings[i : i + BATCH]]) for i in range(0, len(readings), BATCH)]
    ends = np.concatenate([np.diff(part.starts) for part in parts]).cumsum()
    found = np.concatenate([part.rows for part in parts])
    starts = np.concatenate(([0], ends))
    grams = sparse.csr_matrix((np.ones(len(found), np.float32), found, starts), shape=(len(texts), 1 << BITS))
    grams.sum_duplicates()
    cues = np.array([each.cues for each in readings]).reshape(len(readings), len(NAMES))
    return Counts(grams, cues, np.array([each.tongue.code or "" for each in readings], dtype=object))


def subset(counts: Counts, chosen: NDArray[Any]) -> Counts:
    """The chosen texts."""
    return Counts(counts.grams[chosen], counts.cues[chosen], counts.tongues[chosen])


def stacked(parts: Sequence[Counts]) -> Counts:
    """Several sets as one."""
    grams = sparse.vstack([part.grams for part in parts]).tocsr()
    return Counts(grams, np.vstack([part.cues for part in parts]), np.concatenate([part.tongues for part in parts]))


def norms_of(grams: Any) -> NDArray[np.int64]:
    """Squared idf of each n-gram, times 2, as whole numbers 1..255."""
    seen = np.bincount(grams.indices, minlength=grams.shape[1])
    idf = np.log((1 + grams.shape[0]) / (1 + seen)) + 1
    norms: NDArray[np.int64] = np.clip(np.rint(idf**2 * 2), 1, 255).astype(np.int64)
    return norms


def matrix(counts: Counts, norms: NDArray[np.int64]) -> Any:
    """The matrix that heads are fitted on: n-grams weighted and scaled as `classify.scores` does, then cues."""
    length = np.sqrt(np.maximum(counts.grams @ norms, 1))
    scaled = sparse.diags(1 / length) @ counts.grams @ sparse.diags(np.sqrt(norms))
    return sparse.hstack([scaled, counts.cues * CUE_WEIGHT]).tocsr()


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
    grams = x[:, : -len(NAMES)]
    scale = np.concatenate((_telling(grams, y * sample, ~y * sample), np.full(len(NAMES), LOUDER)))
    model = LogisticRegression(C=c, solver="liblinear", dual=True, max_iter=100, random_state=0)
    fitted = model.fit(x @ sparse.diags(scale), y, sample_weight=sample)
    return _head(name, _spread(fitted.coef_[0] * scale, used), float(fitted.intercept_[0]))


def _telling(grams: Any, one: Floats, other: Floats) -> Floats:
    here, there = (grams.T @ each + UNSEEN for each in (one, other))
    ratio = np.abs(np.log((here / here.sum()) / (there / there.sum())))
    scale: Floats = 1 - TELLING + TELLING * ratio / ratio.mean()
    return scale


def _used(x: Any) -> NDArray[Any]:
    """The columns that some text has, and the cues: fitting the others would take most of the time."""
    grams = np.bincount(x.indices, minlength=x.shape[1])[: 1 << BITS]
    return np.concatenate((np.flatnonzero(grams), np.arange(1 << BITS, x.shape[1])))


def _spread(weights: Floats, used: NDArray[Any]) -> Floats:
    whole = np.zeros((1 << BITS) + len(NAMES))
    whole[used] = weights
    return whole


def _head(name: str, weights: Floats, bias: float) -> Head:
    return Head(name, weights[: 1 << BITS], weights[1 << BITS :] * CUE_WEIGHT, bias)


def table(heads: Sequence[Head], norms: NDArray[np.int64]) -> Table:
    """Heads rounded to eight bits each."""
    weights = np.column_stack([head.grams for head in heads]) * np.sqrt(norms)[:, None]
    scales = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-12)
    return Table(
        heads=tuple(head.name for head in heads),
        packed=pack(np.rint(weights / scales).astype(np.int64), norms),
        scales=scales,
        cue_weights=np.column_stack([head.cues for head in heads]),
        bias=np.array([head.bias for head in heads]),
    )
