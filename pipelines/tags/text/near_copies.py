"""Near-identical text: two texts of one cluster id share most of their runs of four words.

MinHash (Broder 1997): the least hashes of their runs agree with probability J, the Jaccard similarity. The id is a
function of the text alone, the same in every process, so clusters need no memory. Of copies with a word changed in
each, about six in ten keep their cluster (measured on posts of crises).
"""

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.text.ngrams import HashedNgrams, hash_ngrams

_RUN = 4  # words: shorter runs are phrases that many share (measured on posts of crises)
_LEAST_WORDS = 6  # words of one's own: of less, one may honestly write the same as another
_ID_BITS = 52  # of the least hash: whole numbers that JSON keeps exact everywhere

_ONE, _TWO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_REPOST = hash_ngrams(["rt"]).words[0]


def copy_clusters(texts: HashedNgrams) -> list[int | None]:
    """The cluster id of each text, 0..2**52; None where it has fewer than _LEAST_WORDS words of its own."""
    ids: list[int | None] = [None] * (len(texts.starts) - 1)
    own = texts.words != _REPOST
    words = texts.words[own]
    starts = np.concatenate(([0], np.cumsum(own)))[texts.word_starts]
    long_enough = np.flatnonzero(np.diff(starts) >= _LEAST_WORDS)
    for i, cluster in zip(long_enough.tolist(), _least(words, starts, long_enough), strict=True):
        ids[i] = cluster
    return ids


def _least(words: NDArray[np.uint64], starts: NDArray[np.int64], chosen: NDArray[np.int64]) -> list[int]:
    """The least hash of the runs of each chosen text."""
    if not len(chosen):
        return []
    runs = words[: 1 - _RUN]
    for place in range(1, _RUN):
        runs = runs * _ONE + words[place : len(words) + 1 - _RUN + place]
    mixed = (runs ^ (runs >> np.uint64(29))) * _TWO
    mixed ^= mixed >> np.uint64(32)
    ends = starts[chosen + 1] + 1 - _RUN  # runs that cross into the next text are left out
    bounds = np.column_stack((starts[chosen], ends)).ravel()
    inside = bounds[:-1] if bounds[-1] >= len(runs) else bounds  # reduceat refuses an end that is the array's own
    least: list[int] = (np.minimum.reduceat(mixed, inside)[::2] >> np.uint64(64 - _ID_BITS)).tolist()
    return least
