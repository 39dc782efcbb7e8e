"""Near-identical text: two texts of one cluster id share nearly all their runs of three words.

MinHash (Broder 1997): the least hashes of the runs under two orders agree with probability J squared, J the
Jaccard similarity. The id is a function of the text alone, the same in every process, so clusters need no memory.
"""

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.features import Features, features

LEAST = 6  # words of one's own: of less, one may honestly write the same as another
BITS = 26  # of each of the two least hashes; together they are exact in JSON

_ONE, _TWO, _THREE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
_REPOST = features(["rt"]).words[0]


def clusters(read: Features) -> list[int | None]:
    """The cluster id of each text, 0..2**52; None where it has fewer than LEAST words of its own."""
    ids: list[int | None] = [None] * (len(read.starts) - 1)
    own = read.words != _REPOST
    words = read.words[own]
    starts = np.concatenate(([0], np.cumsum(own)))[read.word_starts]
    long_enough = np.flatnonzero(np.diff(starts) >= LEAST)
    for i, cluster in zip(long_enough.tolist(), _least(words, starts, long_enough), strict=True):
        ids[i] = cluster
    return ids


def _least(words: NDArray[np.uint64], starts: NDArray[np.int64], chosen: NDArray[np.int64]) -> list[int]:
    """The two least hashes of the runs of each chosen text, joined."""
    if not len(chosen):
        return []
    runs = (words[:-2] * _ONE + words[1:-1]) * _TWO + words[2:]
    bounds = np.column_stack(
        (starts[chosen], starts[chosen + 1] - 2)
    ).ravel()  # not the runs that cross into the next text
    least = [np.minimum.reduceat(_order(runs, salt), _inside(bounds, len(runs)))[::2] for salt in (_ONE, _THREE)]
    drop = np.uint64(64 - BITS)
    joined: list[int] = (((least[0] >> drop) << np.uint64(BITS)) | (least[1] >> drop)).tolist()
    return joined


def _inside(bounds: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Bounds for reduceat, which refuses an end that is the array's own."""
    return bounds[:-1] if bounds[-1] >= size else bounds


def _order(runs: NDArray[np.uint64], salt: np.uint64) -> NDArray[np.uint64]:
    mixed = (runs ^ (runs >> np.uint64(29))) * salt
    return mixed ^ (mixed >> np.uint64(32))
