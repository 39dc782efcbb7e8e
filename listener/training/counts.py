"""Texts as the tagger sees them, counted: n-grams, meanings, cues and language."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from pipelines.tags.classifiers.cues import CUE_NAMES
from pipelines.tags.document import read_documents
from pipelines.tags.linear.weighting import FloatArray
from pipelines.tags.sentiment.concepts import ConceptRows, concept_row_count, concept_rows
from pipelines.tags.text.ngrams import ROW_BITS, Rows, hash_ngrams

BATCH = 256
TONE = ("tone", "good", "bad", "strength", "very-good", "very-bad", "smile", "frown", "exclaims")


class Counts(NamedTuple):
    """Texts as counts of n-grams (texts x 2**BITS) and of meanings (texts x meanings.size()), cues (texts x
    len(NAMES)), and the language each was found in."""

    grams: Any
    meanings: Any
    cues: FloatArray
    tongues: NDArray[Any]


def count(texts: Sequence[str], languages: Sequence[str]) -> Counts:
    """What the tagger would see of these texts."""
    readings = read_documents(texts, languages)
    meanings = _counted(
        *concept_rows([(each.tokens.lower, each.language.code) for each in readings]), concept_row_count()
    )
    cues = np.array([each.cues for each in readings]).reshape(len(readings), len(CUE_NAMES))
    tongues = np.array([each.language.code or "" for each in readings], dtype=object)
    return Counts(grams([each.text for each in readings]), meanings, cues, tongues)


def grams(texts: Sequence[str]) -> Any:
    """How often each text has each n-gram."""
    parts = [hash_ngrams(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
    ends = np.concatenate([np.diff(part.starts) for part in parts]).cumsum()
    return _counted(np.concatenate([part.rows for part in parts]), np.concatenate(([0], ends)), 1 << ROW_BITS)


def _counted(rows: Rows, starts: Rows, width: int) -> Any:
    counts = sparse.csr_matrix((np.ones(len(rows), np.float32), rows, starts), shape=(len(starts) - 1, width))
    counts.sum_duplicates()
    return counts


def said_rows(counts: Any) -> ConceptRows:
    """Counts as rows, each as often as it was counted."""
    times = counts.data.astype(np.int64)
    return np.repeat(counts.indices, times), np.concatenate(([0], np.cumsum(times)))[counts.indptr]


def subset(counts: Counts, chosen: NDArray[Any]) -> Counts:
    """The chosen texts."""
    return Counts(*(each[chosen] for each in counts))


def heard(counts: Counts) -> Counts:
    """The same texts as another language hears them: what they mean, and none of their n-grams or cues."""
    return counts._replace(grams=_blank(counts.grams), cues=counts.cues * 0)


def tone_of(counts: Counts) -> Counts:
    """The same texts by cues of tone alone."""
    return meaningless(counts)._replace(grams=_blank(counts.grams), cues=counts.cues * np.isin(CUE_NAMES, TONE))


def meaningless(counts: Counts) -> Counts:
    """The same texts without their meanings."""
    return counts._replace(meanings=_blank(counts.meanings))


def _blank(counts: Any) -> Any:
    return sparse.csr_matrix(counts.shape, dtype=counts.dtype)


def stacked(parts: Sequence[Counts]) -> Counts:
    """Several sets as one."""
    each = list(zip(*parts, strict=True))
    counted, meanings = (sparse.vstack(some).tocsr() for some in each[:2])
    return Counts(counted, meanings, np.vstack(each[2]), np.concatenate(each[3]))
