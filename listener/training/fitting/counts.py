"""Texts as the tagger sees them, counted: n-grams, cross-lingual concepts, cues and language."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from pipelines.tags.classifiers.cues import CUE_NAMES, read_cues
from pipelines.tags.document import read_documents
from pipelines.tags.linear.weighting import FloatArray, TextRows
from pipelines.tags.sentiment.concepts import concept_row_count, concept_rows
from pipelines.tags.text.ngrams import ROW_BITS, Rows, hash_ngrams

_BATCH = 256
_TONE_CUES = ("tone", "good", "bad", "strength", "very-good", "very-bad", "smile", "frown", "exclaims")


class TextCounts(NamedTuple):
    """Texts as the tagger sees them, one row a text.

    `ngrams` (sparse, 2**ROW_BITS columns) and `concepts` (sparse, concept_row_count() columns) count; `cues` has a
    column for each of CUE_NAMES; `languages` is the code of the language that each was found in, "" where none was.
    """

    ngrams: Any
    concepts: Any
    cues: FloatArray
    languages: NDArray[Any]


def count_texts(texts: Sequence[str], languages: Sequence[str | None]) -> TextCounts:
    """What the tagger would see of these texts."""
    readings = read_documents(texts, languages)
    concepts = _count_matrix(
        *concept_rows([(each.tokens.lower, each.language.code) for each in readings]), concept_row_count()
    )
    cues = np.array(list(map(read_cues, readings))).reshape(len(readings), len(CUE_NAMES))
    spoken = np.array([each.language.code or "" for each in readings], dtype=object)
    return TextCounts(count_ngrams([each.text for each in readings]), concepts, cues, spoken)


def count_ngrams(texts: Sequence[str]) -> Any:
    """How often each text has each n-gram."""
    parts = [hash_ngrams(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)]
    ends = np.concatenate([np.diff(part.starts) for part in parts]).cumsum()
    return _count_matrix(np.concatenate([part.rows for part in parts]), np.concatenate(([0], ends)), 1 << ROW_BITS)


def _count_matrix(rows: Rows, starts: Rows, width: int) -> Any:
    counts = sparse.csr_matrix((np.ones(len(rows), np.float32), rows, starts), shape=(len(starts) - 1, width))
    counts.sum_duplicates()
    return counts


def expand_concepts(counts: Any) -> TextRows:
    """Counts as rows, each as often as it was counted."""
    times = counts.data.astype(np.int64)
    return np.repeat(counts.indices, times), np.concatenate(([0], np.cumsum(times)))[counts.indptr]


def subset(counts: TextCounts, chosen: NDArray[Any]) -> TextCounts:
    """The chosen texts."""
    return TextCounts(*(each[chosen] for each in counts))


def keep_concepts(counts: TextCounts) -> TextCounts:
    """The same texts by their concepts alone: what another language can learn from them."""
    return counts._replace(ngrams=_empty_like(counts.ngrams), cues=counts.cues * 0)


def keep_tone(counts: TextCounts) -> TextCounts:
    """The same texts by their cues of tone alone."""
    return drop_concepts(counts)._replace(
        ngrams=_empty_like(counts.ngrams), cues=counts.cues * np.isin(CUE_NAMES, _TONE_CUES)
    )


def drop_concepts(counts: TextCounts) -> TextCounts:
    """The same texts without their concepts."""
    return counts._replace(concepts=_empty_like(counts.concepts))


def _empty_like(counts: Any) -> Any:
    return sparse.csr_matrix(counts.shape, dtype=counts.dtype)


def stack(parts: Sequence[TextCounts]) -> TextCounts:
    """Several sets as one."""
    each = list(zip(*parts, strict=True))
    ngrams, concepts = (sparse.vstack(some).tocsr() for some in each[:2])
    return TextCounts(ngrams, concepts, np.vstack(each[2]), np.concatenate(each[3]))
