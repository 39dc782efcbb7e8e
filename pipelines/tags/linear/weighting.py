"""Linear classifiers over hashed n-grams and cues: many heads in one pass over a table of packed weights.

Weights are whole numbers of 8 bits, three to an unsigned 64-bit word in lanes of 21 bits. A text's sums are exact
integers, so a text scores the same alone, in any batch, and on any machine. The score of a head is
`scale * sum(weight) / sqrt(sum(norm)) + cues . cue_weights + bias`, `norm` the squared idf of each n-gram; and the
like term again for cross-lingual concepts, where a table has weights for them.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.text import Rows

_LANE_BITS = np.uint64(21)  # room for 8,224 rows of weight 255: more n-grams than are read of a text
LANES_PER_WORD = 3  # weights in 63 of 64 bits
ZERO = 128  # weights are stored plus this, to be unsigned
_TEXTS_AT_ONCE = 64  # whose rows are gathered together: rows of more would drive the table out of the cache

FloatArray = NDArray[np.float64]
TextRows = tuple[Rows, Rows]  # rows of all texts one after another, and where each text's begin: one more


class WeightTable(NamedTuple):
    """The weights of some heads in one language."""

    heads: tuple[str, ...]
    packed: NDArray[np.uint64]  # rows x ceil((heads + 1) / 3): the heads' weights and, last, the norm
    scales: FloatArray  # one a head
    cue_weights: FloatArray  # cues x heads
    bias: FloatArray  # one a head
    concepts: NDArray[np.uint64]  # the like of `packed`, a row for each concept and kind of concept, or no rows
    concept_scales: FloatArray  # one a head


def pack(weights: NDArray[np.int64], norms: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Weights (rows x heads, -127..127) and norms (rows, 0..255) in lanes."""
    lanes = np.column_stack((weights + ZERO, norms)).astype(np.uint64)
    spare = -lanes.shape[1] % LANES_PER_WORD
    lanes = np.pad(lanes, ((0, 0), (0, spare))).reshape(len(lanes), -1, LANES_PER_WORD)
    packed: NDArray[np.uint64] = (
        lanes[..., 0] | (lanes[..., 1] << _LANE_BITS) | (lanes[..., 2] << (_LANE_BITS * np.uint64(2)))
    )
    return packed


def score_heads(
    table: WeightTable,
    rows: TextRows,
    cues: Sequence[Sequence[float]],
    concepts: TextRows | None = None,
) -> FloatArray:
    """Scores of each text, texts x heads, from its n-grams' rows, its cues, and its concepts' rows where the table
    has weights for them."""
    ngrams = weighted_sums(table.packed, table.scales, *rows)
    scored: FloatArray = ngrams + _dot(_matrix(cues), table.cue_weights) + table.bias
    return scored if concepts is None else scored + weighted_sums(table.concepts, table.concept_scales, *concepts)


def weighted_sums(packed: NDArray[np.uint64], scales: FloatArray, rows: Rows, starts: Rows) -> FloatArray:
    """What the rows of each text come to by themselves, texts x heads. Every text has a row."""
    sums = unpack(_sum_rows(packed, rows, starts))
    heads = len(scales)
    weights = sums[:, :heads] - (ZERO * np.diff(starts))[:, None]
    scaled: FloatArray = weights * scales / np.sqrt(np.maximum(sums[:, heads], 1))[:, None]
    return scaled


def _sum_rows(packed: NDArray[np.uint64], rows: Rows, starts: Rows) -> NDArray[np.uint64]:
    """The sums of each text's rows."""
    pieces = []
    for i in range(0, len(starts) - 1, _TEXTS_AT_ONCE):
        some = starts[i : i + _TEXTS_AT_ONCE + 1]
        taken = packed.take(rows[some[0] : some[-1]], axis=0)
        pieces.append(np.add.reduceat(taken, some[:-1] - some[0], axis=0))
    return np.concatenate(pieces)


def unpack(packed: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The lanes of packed words, spare ones among them."""
    low = np.uint64((1 << int(_LANE_BITS)) - 1)
    lanes = np.stack([(packed >> (_LANE_BITS * np.uint64(lane))) & low for lane in range(LANES_PER_WORD)], axis=-1)
    return lanes.reshape(len(packed), -1).astype(np.int64)


def _matrix(cues: Sequence[Sequence[float]]) -> FloatArray:
    return np.fromiter(chain.from_iterable(cues), dtype=np.float64).reshape(len(cues), -1)


def _dot(cues: FloatArray, weights: FloatArray) -> FloatArray:
    """A product whose sums run cue by cue, whatever the number of texts; BLAS would order them by the batch."""
    total: FloatArray = cues[:, :1] * weights[0]
    for cue in range(1, len(weights)):
        total += cues[:, cue : cue + 1] * weights[cue]
    return total


def softmax(scored: FloatArray) -> FloatArray:
    """Probabilities over the last axis."""
    powers = np.exp(scored - scored.max(axis=-1, keepdims=True))
    shares: FloatArray = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def logistic(scored: FloatArray) -> FloatArray:
    """Probability of each head by itself."""
    return 1 / (1 + np.exp(-np.clip(scored, -30, 30)))
