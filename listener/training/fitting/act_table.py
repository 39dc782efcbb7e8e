"""Fits the table of acts: what posts written for it, and people's sentences, say that their authors do."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipelines.tags.acts.kinds import KINDS
from pipelines.tags.acts.wording_signs import ANY_LANGUAGE, SIGN_LANGUAGES, signs_of
from pipelines.tags.linear.known_features import key_of, slot_of
from pipelines.tags.text.tokens import tokenize_all
from pipelines.tags.text.wordings import ends_sentence, find_sentences, fold_word, hash_runs, hash_words

_LEAST_TEXTS = 2  # that have a feature for it to be kept
_KINDS_STRENGTH, _TESTIMONY_STRENGTH = 20.0, 20.0  # inverse of the L2 penalty; chosen on folds of what was written


class FeatureCounts(NamedTuple):
    """How often each text (a row) has each feature (a column), and the features' keys."""

    counts: Any
    keys: NDArray[np.uint32]


class FittedActs(NamedTuple):
    """A table as it is kept: see FeatureTable."""

    heads: tuple[str, ...]
    keys: NDArray[np.uint32]
    weights: NDArray[np.int8]
    norms: NDArray[np.uint8]
    scales: NDArray[np.float64]
    bias: NDArray[np.float64]


def count_wordings(texts: Sequence[str], codes: Sequence[str]) -> FeatureCounts:
    """The features of texts, as the tagger reads them, each in its language."""
    words = [[form for form in map(fold_word, each.lower) if form] for each in tokenize_all(texts)]
    flat = [form for some in words for form in some]
    begins = np.append(0, np.cumsum(list(map(len, words))))
    sentences = find_sentences(np.array(list(map(ends_sentence, flat)), dtype=np.bool_), begins)
    hashed = hash_words(flat)
    signs = [sign for some, code in zip(words, codes, strict=True) for sign in _signs(some, code)]
    runs, starts = hash_runs(hashed.hashes, np.array(signs, dtype=np.uint64), sentences)
    ends = np.append(0, np.cumsum(np.diff(starts[sentences.texts])))
    return _count(
        np.concatenate((runs, hashed.features)),
        np.concatenate((_repeat(ends), _repeat(hashed.starts[begins]))),
        len(texts),
    )


def _signs(words: Sequence[str], code: str) -> list[int]:
    table = signs_of(code if code in SIGN_LANGUAGES else ANY_LANGUAGE)
    return [table.get(word, 0) for word in words]


def _repeat(ends: NDArray[Any]) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(ends) - 1), np.diff(ends))


def _count(features: NDArray[np.uint64], texts: NDArray[np.int64], size: int) -> FeatureCounts:
    keys, columns = np.unique(key_of(features), return_inverse=True)
    counts = sparse.csr_matrix((np.ones(len(columns), np.float32), (texts, columns)), shape=(size, len(keys)))
    counts.sum_duplicates()
    return FeatureCounts(counts, keys)


def keep_frequent(whole: FeatureCounts) -> FeatureCounts:
    """The features that several texts have; of those of one slot, the one that most have."""
    texts = np.bincount(whole.counts.indices, minlength=len(whole.keys))
    order = np.lexsort((-texts, slot_of(whole.keys)))
    first = np.append(True, np.diff(slot_of(whole.keys)[order].astype(np.int64)) != 0)
    chosen = np.sort(order[first])
    chosen = chosen[texts[chosen] >= _LEAST_TEXTS]
    return FeatureCounts(whole.counts[:, chosen].tocsr(), whole.keys[chosen])


def fit_acts(
    features: FeatureCounts, kinds: NDArray[Any], testimony: NDArray[Any], weights: NDArray[np.float64]
) -> FittedActs:
    """Heads for each kind of deed, compared by softmax, and one for testimony, which is None where nobody told."""
    norms = squared_idf(features.counts)
    x = scale_counts(features.counts, norms).astype(np.float32)
    known = np.array([each is not None for each in testimony])
    told = LogisticRegression(C=_KINDS_STRENGTH, max_iter=80, tol=1e-3)
    told.fit(x, kinds, sample_weight=weights)
    order = [list(told.classes_).index(kind.value) for kind in KINDS]
    harmed = LogisticRegression(C=_TESTIMONY_STRENGTH, solver="liblinear", max_iter=100, random_state=0)
    harmed.fit(x[known], testimony[known].astype(bool), sample_weight=weights[known])
    rows = np.vstack((told.coef_[order], harmed.coef_))
    whole = rows.T * np.sqrt(norms)[:, None]
    scales = np.maximum(np.abs(whole).max(axis=0) / 127, 1e-12)
    return FittedActs(
        (*(kind.value for kind in KINDS), "testimony"),
        features.keys,
        np.rint(whole / scales).astype(np.int8),
        norms.astype(np.uint8),
        scales,
        np.append(told.intercept_[order], harmed.intercept_),
    )


def squared_idf(counts: Any) -> NDArray[np.int64]:
    """Squared idf of each feature, times 2, as whole numbers 1..255."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
    norms: NDArray[np.int64] = np.clip(np.rint(idf**2 * 2), 1, 255).astype(np.int64)
    return norms


def scale_counts(counts: Any, norms: NDArray[np.int64]) -> Any:
    """The matrix that heads are fitted on, weighted as `score_sums` of pipelines/tags/linear does."""
    length = np.sqrt(np.maximum(counts @ norms, 1))
    return (sparse.diags(1 / length) @ counts @ sparse.diags(np.sqrt(norms))).tocsr()
